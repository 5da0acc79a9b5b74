// Generated from packages/server/src/world/world.schema.json by `pnpm generate`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * World
         * @description What a stub server knows: an instance of GitLab with its settings, users, projects and everything else that its answers depend on. Each list may stand in a file beside it, an element in JSON a line, which is named in its place: @users.ndjson.
         */
        World: {
            /** @default {} */
            instance?: components["schemas"]["Instance"];
            /** @default {} */
            secrets?: components["schemas"]["Secrets"];
            /**
             * @description The users of the instance. Each gets a personal namespace of that name, unless the namespaces list one.
             * @default []
             * @example @users.ndjson
             */
            users?: components["schemas"]["User"][] | string;
            /**
             * @description SSH keys of users.
             * @default []
             * @example @keys.ndjson
             */
            keys?: components["schemas"]["Key"][] | string;
            /**
             * @description SSH keys of projects.
             * @default []
             * @example @deploy_keys.ndjson
             */
            deploy_keys?: components["schemas"]["DeployKey"][] | string;
            /**
             * @description Groups, and personal namespaces that need an id of their own. A group that is missing in a project's path is made.
             * @default []
             * @example @namespaces.ndjson
             */
            namespaces?: components["schemas"]["Namespace"][] | string;
            /**
             * @description The projects of the instance.
             * @default []
             * @example @projects.ndjson
             */
            projects?: components["schemas"]["Project"][] | string;
            /**
             * @description Agents for Kubernetes.
             * @default []
             * @example @agents.ndjson
             */
            agents?: components["schemas"]["Agent"][] | string;
            /**
             * @description Shown to everybody after a push.
             * @default []
             * @example @broadcast_messages.ndjson
             */
            broadcast_messages?: string[] | string;
        };
        /** @description A database id. */
        Id: number;
        /**
         * Format: date
         * @description A date, YYYY-MM-DD.
         */
        Date: string;
        /**
         * Format: date-time
         * @description An instant in ISO 8601.
         */
        Instant: string;
        /**
         * @description Who may see it: members, every user, everybody.
         * @enum {unknown}
         */
        Visibility: "private" | "internal" | "public";
        /**
         * @description What a member may do.
         * @enum {unknown}
         */
        Role: "guest" | "reporter" | "developer" | "maintainer" | "owner";
        /** @description Role by username. */
        Members: {
            [key: string]: components["schemas"]["Role"];
        };
        /** @description The settings of the instance. */
        Instance: {
            /**
             * Format: uri
             * @description What stands in front of paths in clone, LFS and merge request URLs. By default the address of the server. It begins with http:// or https:// and has no query.
             */
            external_url?: string;
            /**
             * @description Whether the instance is GitLab.com, where some operations are only allowed.
             * @default false
             */
            gitlab_com?: boolean;
            /** @description What checkInstance answers; by default the release that is served. */
            gitlab_version?: string;
            /**
             * @description The revision that checkInstance answers.
             * @default d69c988e6a6
             */
            gitlab_rev?: string;
            /**
             * @description Whether Redis answers.
             * @default true
             */
            redis?: boolean;
            /** @default {} */
            gitaly?: components["schemas"]["Gitaly"];
            /**
             * @description The protocols over which Git access is allowed.
             * @default [
             *       "ssh",
             *       "http"
             *     ]
             */
            protocols?: ("ssh" | "http")[];
            /**
             * @description The largest push in MB; 0 for no limit.
             * @default 0
             */
            max_push_size_mb?: number;
            /**
             * @description Whether the database cannot be written: pushes are refused.
             * @default false
             */
            read_only?: boolean;
            /**
             * @description Set where the instance is a Geo secondary: pushes are sent to the primary.
             * @default null
             */
            geo_secondary?: {
                /**
                 * Format: uri
                 * @description The external URL of the primary; it begins with http:// or https:// and has no query.
                 */
                primary_url: string;
            } | null;
            /**
             * @description Whether the instance is down for maintenance: everything answers 503.
             * @default false
             */
            maintenance?: boolean;
            /**
             * @description How often an actor may ask checkGitAccess about one project and action; from GitLab 14.7 on.
             * @default null
             */
            rate_limit?: {
                /** @description That many requests */
                requests: number;
                /** @description in that many seconds. */
                seconds: number;
            } | null;
            /**
             * @description Whether SAML for groups is enabled on the instance.
             * @default true
             */
            group_saml?: boolean;
            /**
             * @description Whether user_id alone is refused for recovery codes and personal access tokens, as real servers do since 13.x.
             * @default false
             */
            strict?: boolean;
            /**
             * @description How long an LFS token is valid, in seconds.
             * @default 1800
             */
            lfs_token_lifetime?: number;
            /**
             * @description What stands before a personal access token.
             * @default
             */
            personal_access_token_prefix?: string;
            /**
             * @description Licensed features that operations ask for.
             * @default [
             *       "cilium_alerts",
             *       "security_dashboard",
             *       "security_orchestration_policies"
             *     ]
             */
            features?: ("cilium_alerts" | "security_dashboard" | "security_orchestration_policies")[];
        };
        /** @description How to reach Gitaly. */
        Gitaly: {
            /**
             * @description A unix socket, a TCP or a TLS address.
             * @default unix:/var/opt/gitlab/gitaly/gitaly.socket
             */
            address?: string;
            /**
             * @description The token that Gitaly wants.
             * @default null
             */
            token?: string | null;
            /**
             * @description Feature flags of Gitaly.
             * @default {}
             */
            features?: {
                [key: string]: "true" | "false";
            };
        };
        /** @description The secrets that services share with the instance. Flags and files of the server win over them. */
        Secrets: {
            /** @description The secret of GitLab Shell and Gitaly, as it stands in the file. */
            shell?: string;
            /** @description The secret of kas: Base64 of 32 bytes, as it stands in the file. */
            kas?: string;
            /** @description The token of the error tracking service. */
            error_tracking?: string;
        };
        /** @description A user. */
        User: {
            id: components["schemas"]["Id"];
            /** @description The username: letters, digits, _, . and -; it does not begin with . or -, nor end in .git or .atom. */
            username: string;
            /** @description The full name; by default the username. */
            name?: string;
            /**
             * Format: email
             * @description The e-mail address; by default <username>@example.com.
             */
            email?: string;
            /**
             * @description Whether the user is an administrator.
             * @default false
             */
            admin?: boolean;
            /**
             * @description GitLab's state of the user.
             * @default active
             * @enum {unknown}
             */
            state?: "active" | "blocked" | "blocked_pending_approval" | "deactivated";
            /**
             * @description Whether two-factor authentication is on.
             * @default false
             */
            two_factor?: boolean;
            /**
             * @description Whether the password has expired.
             * @default false
             */
            password_expired?: boolean;
            /**
             * @description Personal access tokens.
             * @default []
             */
            tokens?: components["schemas"]["PersonalAccessToken"][];
        };
        /** @description A personal access token. */
        PersonalAccessToken: {
            /** @description The token. */
            token: string;
            /**
             * @description Its name.
             * @default token
             */
            name?: string;
            /**
             * @description Its scopes.
             * @default [
             *       "api"
             *     ]
             */
            scopes?: string[];
            expires_at?: components["schemas"]["Date"];
        };
        /** @description A public key: type, Base64, comment. */
        PublicKey: string;
        /** @description An SSH key of a user. */
        Key: {
            id: components["schemas"]["Id"];
            /** @description The username of its owner. */
            user: string;
            /** @description Its title; by default the comment of the key. */
            title?: string;
            key: components["schemas"]["PublicKey"];
            /**
             * @description What it may be used for.
             * @default auth_and_signing
             * @enum {unknown}
             */
            usage_type?: "auth" | "signing" | "auth_and_signing";
            /** @default 2020-01-01T00:00:00.000Z */
            created_at?: components["schemas"]["Instant"];
            expires_at?: components["schemas"]["Instant"];
        };
        /** @description An SSH key of projects. Keys and deploy keys share one sequence of ids. */
        DeployKey: {
            id: components["schemas"]["Id"];
            /** @description Its title; by default the comment of the key. */
            title?: string;
            key: components["schemas"]["PublicKey"];
            /** @description What it may do, by the path of the project. */
            projects: {
                [key: string]: "pull" | "push";
            };
            /** @default 2020-01-01T00:00:00.000Z */
            created_at?: components["schemas"]["Instant"];
            expires_at?: components["schemas"]["Instant"];
        };
        /** @description A group, or the personal namespace of a user. */
        Namespace: {
            id: components["schemas"]["Id"];
            /** @description The full path; its parent is the namespace with the path before the last slash. Between slashes: letters, digits, _, . and -; not only dots, no - in front, no .git or .atom at the end. */
            path: string;
            /** @description The name; by default the last part of the path. */
            name?: string;
            /**
             * @description Whether it is a group or the personal namespace of the user with that name.
             * @default group
             * @enum {unknown}
             */
            kind?: "group" | "user";
            /** @default private */
            visibility?: components["schemas"]["Visibility"];
            /** @default {} */
            members?: components["schemas"]["Members"];
            /** @description Addresses or CIDR ranges from which the group may be reached. */
            allowed_ips?: string[];
            subscription?: components["schemas"]["Subscription"];
            /**
             * @description Packs of CI/CD minutes that were bought.
             * @default []
             */
            minutes_packs?: components["schemas"]["MinutesPack"][];
            upcoming_reconciliation?: components["schemas"]["UpcomingReconciliation"];
            scim?: components["schemas"]["Scim"];
        };
        /** @description The subscription of a namespace. */
        Subscription: {
            /** @description The plan. */
            plan_code?: string | null;
            /** @description Seats bought. */
            seats?: number | null;
            /**
             * @description The highest number of seats used.
             * @default 0
             */
            max_seats_used?: number;
            start_date?: components["schemas"]["Date"];
            end_date?: components["schemas"]["Date"];
            /** @description Whether it renews itself. */
            auto_renew?: boolean;
            /**
             * @description Whether it is a trial.
             * @default false
             */
            trial?: boolean;
            trial_starts_on?: components["schemas"]["Date"];
            trial_ends_on?: components["schemas"]["Date"];
        };
        /** @description A pack of CI/CD minutes. */
        MinutesPack: {
            /** @description The id of the purchase. */
            purchase_xid: string;
            /** @description How many minutes. */
            number_of_minutes: number;
            expires_at: components["schemas"]["Date"];
        };
        /** @description The next reconciliation of a namespace's seats. */
        UpcomingReconciliation: {
            next_reconciliation_date: components["schemas"]["Date"];
            display_alert_from: components["schemas"]["Date"];
        };
        /** @description SAML single sign-on and SCIM of a group. */
        Scim: {
            /** @description The SCIM token of the group. */
            token: string;
            /**
             * @description Whether the group has a SAML provider; without one every SCIM request is refused.
             * @default true
             */
            saml?: boolean;
            /**
             * @description Whether the SAML provider is enabled; a disabled one lists nobody.
             * @default true
             */
            enabled?: boolean;
            /** @default guest */
            default_role?: components["schemas"]["Role"];
            /**
             * @description The identities that were provisioned.
             * @default []
             */
            identities?: components["schemas"]["ScimIdentity"][];
        };
        /** @description A user as the identity provider knows them. */
        ScimIdentity: {
            /** @description The id at the identity provider. */
            extern_uid: string;
            /** @description The username. */
            user: string;
            /**
             * @description Whether the identity is active.
             * @default true
             */
            active?: boolean;
        };
        /** @description A project. */
        Project: {
            id: components["schemas"]["Id"];
            /** @description The full path, that of its namespace in front. Between slashes: letters, digits, _, . and -; not only dots, no - in front, no .git or .atom at the end. */
            path: string;
            /** @default private */
            visibility?: components["schemas"]["Visibility"];
            /** @default {} */
            members?: components["schemas"]["Members"];
            /**
             * @description Whether Git LFS is enabled.
             * @default true
             */
            lfs?: boolean;
            /**
             * @description Whether the project is archived.
             * @default false
             */
            archived?: boolean;
            /**
             * @description Whether its repository is temporarily read-only, for example while it moves to another storage.
             * @default false
             */
            read_only?: boolean;
            /**
             * @description Whether the repository exists already.
             * @default true
             */
            repository?: boolean;
            /**
             * @description The default branch.
             * @default main
             */
            default_branch?: string;
            /**
             * @description The Gitaly storage.
             * @default default
             */
            storage?: string;
            /**
             * @description Branches that not everybody may push to.
             * @default []
             */
            protected_branches?: components["schemas"]["ProtectedBranch"][];
            /**
             * @description Client keys of the integrated error tracking.
             * @default []
             */
            error_tracking_keys?: components["schemas"]["ErrorTrackingKey"][];
        };
        /** @description A client key of the integrated error tracking. */
        ErrorTrackingKey: {
            /** @description The key. */
            public_key: string;
            /**
             * @description Whether it is enabled.
             * @default true
             */
            enabled?: boolean;
        };
        /** @description A protected branch. */
        ProtectedBranch: {
            /** @description The name; `*` stands for any text. */
            name: string;
            /**
             * @description The lowest role that may push.
             * @default maintainer
             * @enum {unknown}
             */
            push?: "nobody" | "developer" | "maintainer";
            /**
             * @description Whether those who may push may also force it.
             * @default false
             */
            force_push?: boolean;
        };
        /** @description An agent for Kubernetes. */
        Agent: {
            id: components["schemas"]["Id"];
            /** @description Its name: lower-case letters, digits and -, as Kubernetes has them. */
            name: string;
            /** @description The path of the project that configures it. */
            project: string;
            /** @description Its token. */
            token: string;
            /** @description The username of who created it; vulnerabilities are reported with the rights of that user. By default it is not known, and no right is missing. */
            created_by?: string;
            /**
             * @description Policies of its project.
             * @default []
             */
            scan_execution_policies?: components["schemas"]["ScanExecutionPolicy"][];
            /**
             * @description When it scans what.
             * @default []
             */
            policy_configurations?: components["schemas"]["PolicyConfiguration"][];
        };
        /** @description A scan execution policy. */
        ScanExecutionPolicy: {
            /** @description The name. */
            name: string;
            /**
             * @description The description.
             * @default
             */
            description?: string;
            /**
             * @description Whether it is enabled.
             * @default true
             */
            enabled?: boolean;
            /** @description The policy as YAML; by default made from the other members. */
            yaml?: string;
            /** @default 2020-01-01T00:00:00.000Z */
            updated_at?: components["schemas"]["Instant"];
        };
        /** @description When an agent scans which namespaces of its cluster. */
        PolicyConfiguration: {
            /** @description When, as a cron expression. */
            cadence: string;
            /**
             * @description Which Kubernetes namespaces; null for all.
             * @default null
             */
            namespaces?: string[] | null;
            /** @default 2020-01-01T00:00:00.000Z */
            updated_at?: components["schemas"]["Instant"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
