// Generated from openapi/ by `pnpm generate`. Do not edit.
export interface paths {
    "/api/v4/internal/allowed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May this actor run this Git command on this repository?
         * @description [GitLab Shell](https://gitlab.com/gitlab-org/gitlab-shell) asks before it connects an SSH session to
         *     [Gitaly](https://gitlab.com/gitlab-org/gitaly). It does not know yet which refs a push will change, sends `_any` as
         *     `changes`, and learns from the reply where the repository lies. Gitaly asks again from the `pre-receive` hook of a
         *     push, with the refs that would change, and reads only `status` and `message`.
         *
         *     The actor is the first of `key_id`, `user_id`, `username` and `krb5principal` that is present, the repository is
         *     `gl_repository` if present, else `project`. GitLab checks in this order: the protocol is enabled, the key is valid,
         *     the user is active, the command is known, a Geo secondary has to send the push elsewhere (300), the instance can be
         *     written to, the actor may see the project, its repository exists, the actor may download or push.
         *
         *     A refusal is `status: false` with a text for the person at the terminal: 401 for what is forbidden (401 and not 403,
         *     so that old clients print the text), 404 for a project that is missing *or* not visible to the actor.
         *
         *     A push (`git-receive-pack` with `_any`) to a path that does not exist yet creates the project, in a namespace where
         *     the actor may create projects.
         *
         *     GitLab gives its push checks 50 seconds, and answers 503 when they take longer; GitLab Shell and Gitaly would wait
         *     for 300.
         *
         *     GitLab itself checks no parameter here: without an actor the request is anonymous, an unknown `action` is refused
         *     with 401, an unreadable `env` counts as empty. Without `project` and `gl_repository` it presumably fails with 500.
         */
        post: operations["checkGitAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/lfs_authenticate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which credentials does this actor need for Git LFS?
         * @description A Git LFS client that works over SSH runs `git-lfs-authenticate` to learn where and how to go on over HTTP. GitLab
         *     Shell first asks [`checkGitAccess`](#operation/checkGitAccess), about `git-upload-pack` for a download and
         *     `git-receive-pack` for an upload, then this operation, and prints the answer as the JSON that Git LFS expects. When
         *     the request fails it prints nothing and exits with 0.
         *
         *     The actor is the first of `key_id`, `user_id` and `username` that is present. What the actor may do with the project
         *     is not checked here. Each call signs a new token; GitLab keeps none of them, and notes only that the key was used.
         *
         *     GitLab itself checks no parameter here: without a `project` it finds no project, without an actor no user. It looks
         *     for the project first.
         */
        post: operations["authenticateLfs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/authorized_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does GitLab know this SSH key?
         * @description For each connection OpenSSH runs `gitlab-shell-authorized-keys-check`, which asks here instead of searching a file
         *     with the keys of all users. GitLab Shell reads only `id` and `key` and prints a line for OpenSSH. After any error it
         *     prints `# No key was found for …` and exits with 0, so that OpenSSH tries the next way to log in.
         *
         *     Deploy keys are found like those of users. From 15.x on a key that is only good for signing is not found. GitLab 13
         *     also took an MD5 `fingerprint` in place of `key`; no client sends one.
         *
         *     GitLab itself checks no parameter here; without `key` it presumably fails with 500.
         */
        get: operations["findAuthorizedKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is this?
         * @description GitLab Shell asks when somebody runs `ssh git@gitlab.example.com` without a command, and greets:
         *     `Welcome to GitLab, @rubi!`, or `Anonymous` for nobody. It also asks here for the user's id before the commands for
         *     recovery codes and tokens, if an SSH certificate opened the session.
         *
         *     The actor is the first of `key_id`, `user_id`, `username`, `identifier` and `krb5principal` that is present. If
         *     there is nobody, the answer is 200 with `null`: for an unknown key or user, a deploy key, no parameter at all.
         *     GitLab itself checks no parameter here.
         */
        get: operations["discoverUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is GitLab there, and which release is it?
         * @description General information about the instance. `gitlab-shell-check` asks it to see whether the API can be reached and
         *     whether Redis works, Gitaly asks it at start, Geo nodes ask each other. `redis: false` still comes with 200.
         */
        get: operations["checkInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/two_factor_recovery_codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Give this user new recovery codes, by the method that the documentation names.
         * @deprecated
         * @description GitLab's documentation names the method `GET`, while its example sends a `POST`. This operation is here for those
         *     who follow the first: it takes the parameters of [`regenerateRecoveryCodes`](#operation/regenerateRecoveryCodes) in
         *     the query, and does and answers the same. Real servers know no `GET` here and answer 404, and no client sends one:
         *     use `POST`.
         *
         *     It changes state, unlike what a `GET` should do. Therefore a `HEAD` request to this path does nothing.
         */
        get: operations["regenerateRecoveryCodesByGet"];
        put?: never;
        /**
         * Give this user new recovery codes for two-factor authentication.
         * @description GitLab Shell calls this when somebody runs `ssh git@gitlab.example.com 2fa_recovery_codes` and confirms. The new
         *     codes replace all older ones at once.
         *
         *     A refusal is 200 with `success: false` and the reason, the first of these that applies: the user is unknown, the
         *     key is unknown, the key has no user, it is a deploy key, the user has no two-factor authentication. `key_id` wins
         *     over `user_id`.
         *
         *     According to GitLab's documentation `user_id` alone is enough, and GitLab Shell relies on it: where an SSH
         *     certificate opened the session, it sends nothing else. Real servers since 13.x require `key_id` all the same and
         *     answer `Could not find the given key` (GitLab 13: `Could not find a user without a key`).
         *
         *     GitLab itself checks no parameter here: with no id at all, or with one that is no number, it finds no key.
         */
        post: operations["regenerateRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/personal_access_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a personal access token for this user.
         * @description GitLab Shell calls this when somebody runs `ssh git@gitlab.example.com personal_access_token NAME SCOPES [DAYS]`.
         *     Each call makes another token, and nobody can read a token a second time.
         *
         *     A refusal is 200 with `success: false` and the reason, the first of these that applies: the key is a deploy key, the
         *     user is unknown, the key is unknown, the key has no user, there is no name, there are no scopes, a scope is not
         *     among those that can be had this way, the expiry date is no date, GitLab cannot save the token
         *     (`Failed to create token: <reason>`). `key_id` wins over `user_id`.
         *
         *     According to GitLab's documentation `user_id` alone is enough, and GitLab Shell relies on it: where an SSH
         *     certificate opened the session, it sends nothing else. Real servers since 13.x require `key_id` all the same and
         *     answer `Could not find the given key` (GitLab 13: `Could not find a user without a key`).
         *
         *     GitLab itself checks parameters only in the order above, and therefore never answers 400 for a missing one.
         */
        post: operations["createPersonalAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/pre_receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count a push that is about to be accepted.
         * @description Gitaly calls this from the `pre-receive` hook of a push, after [`checkGitAccess`](#operation/checkGitAccess) and
         *     the custom hooks. GitLab raises the repository's reference counter by one, which says that a push is under way;
         *     [`postReceive`](#operation/postReceive) lowers it again. The counter disappears 600 seconds after it was last
         *     raised.
         *
         *     Gitaly goes on with the push only after 200, `application/json` and `reference_counter_increased: true`.
         *
         *     GitLab itself checks no parameter here; without `gl_repository` it counts for a repository with an
         *     empty name.
         */
        post: operations["preReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/post_receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Process a push that a repository has received.
         * @description Gitaly calls this from the `post-receive` hook of a push. GitLab lowers the repository's reference counter,
         *     which [`preReceive`](#operation/preReceive) raised, queues the `PostReceive` job that does the rest of the work,
         *     carries out the push options that concern merge requests, and answers with what the person who pushed is to read.
         *
         *     Alerts come first: the instance's broadcast message, and a warning about push options that failed. Then, for each
         *     pushed branch but the default one, the address where a merge request for it can be opened or seen, and news about a
         *     project that was moved or created. Deleted branches, wikis and repositories without a commit get no address.
         *
         *     GitLab itself checks no parameter here. Even if `identifier` names nobody, or the repository does not exist, the
         *     counter goes down by one, but never below zero.
         */
        post: operations["postReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/error_tracking/allowed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * May errors be reported with this client key?
         * @description The error tracking service, an application in Go, asks when a report reaches it, with the client key from that
         *     report. A key that the project does not have, or that is off, is not an error but `enabled: false`.
         *
         *     GitLab's documentation shows the secret of GitLab Shell as the credential. Real servers want the service's own
         *     token, as `Gitlab-Error-Tracking-Token` or as the parameter `error_tracking_token`.
         *
         *     GitLab itself checks only that neither parameter is missing or blank, and answers 422 if one is, never 400. It then
         *     looks for the project; a `project_id` that is no number finds none.
         */
        post: operations["authenticateErrorTracking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/agent_info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which agent does this token belong to?
         * @description `kas` asks this for each agent that connects, and fetches the agent's configuration from the repository that the
         *     reply names. The use of the token is recorded.
         */
        get: operations["getAgentInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/project_info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where does the repository of this project lie?
         * @description `kas` asks this for each project whose Kubernetes manifests an agent is to keep in sync with its cluster, and
         *     fetches them from the repository that the reply names. The use of the token is recorded.
         *
         *     An agent may read a public project with a public repository, and the project in which it is configured. For any
         *     other the answer is 404, just as if it did not exist: how an agent could be allowed to read more was an
         *     [open question](https://gitlab.com/gitlab-org/gitlab/-/issues/220912) in these releases. From about 14.4 on, into
         *     the releases of 15, the Enterprise Edition also answers 404 for a project without the licence
         *     `cluster_agents_gitops`.
         */
        get: operations["getAgentProjectInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/usage_metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count what the agents have done.
         * @description `kas` reports once a minute what has happened since its last report, and leaves out what is zero. It forgets the
         *     numbers only after 200 or 204, so a report that failed is contained in the next one. No agent token is needed: the
         *     numbers are those of all agents together.
         *
         *     Up to 15.5 a counter can be sent as a parameter of its own, `gitops_sync_count` or `k8s_api_proxy_request_count`
         *     (since 13.12). `counters` and `unique_counters`, which came in 15.3, take their place: from 15.3 to 15.5 a request
         *     with `counters` and one of those two is refused with 400, and from 15.6 on the two are ignored like any other
         *     unknown parameter: the answer is 204, and nothing is counted.
         *
         *     Zero is accepted and counts nothing, a negative number is refused with 400. Up to 13.11 `gitops_sync_count` is
         *     required; since then an empty request is answered with 204, too.
         */
        post: operations["recordAgentUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/modules/cilium_alert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Raise an alert about traffic that a network policy dropped.
         * @description An agent watches Cilium in its cluster and has `kas` pass on each packet that a policy with alerts dropped. GitLab
         *     raises an alert in the agent's project; a repetition counts as one more event of the alert that is still open.
         *     `kas` sends the path with a trailing slash and accepts 204 as well as 200.
         *
         *     The documented body is JSON text inside a JSON string. GitLab reads only the outer layer, sees no `alert` in it
         *     and refuses it with 400; this contract accepts it as the object that was meant.
         *
         *     The answer is 400 unless `alert` is an object, 403 without the licence `cilium_alerts`, 404 for an agent whose
         *     project is gone. In 13.9 the path was `modules/cilium/network_alert`.
         */
        post: operations["createCiliumAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/modules/starboard_vulnerability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Record a vulnerability that a scan of the cluster found.
         * @description An agent scans the images in its cluster with Starboard and has `kas` pass on one vulnerability a request. GitLab
         *     creates it in the agent's project, unless it is already there: the UUID in the reply is derived from project,
         *     first identifier, agent, Kubernetes resource and package, and the same data always ends in one vulnerability. The
         *     agent collects the UUIDs of a scan for
         *     [`resolveStarboardVulnerabilities`](#operation/resolveStarboardVulnerabilities). `kas` sends the path with a
         *     trailing slash.
         *
         *     The documented request fits the first server, of 14.4. Since 14.5 servers require what agents send, and refuse the
         *     documented request with 400; this contract takes both.
         *
         *     For an agent whose project is gone the answer is 404; without the licence `security_dashboard`, or when the user
         *     who created the agent may not create vulnerabilities in the project, it is 403.
         */
        put: operations["upsertStarboardVulnerability"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve the vulnerabilities that a scan no longer found.
         * @description At the end of a scan an agent lists what it has found. GitLab resolves every other active vulnerability that
         *     cluster image scanning by *this* agent has reported in the agent's project. Those of other agents, projects and
         *     scanners stay as they are, which GitLab's documentation does not say. An agent that could not record one of its
         *     vulnerabilities does not call this at all.
         *
         *     For an agent whose project is gone the answer is 404; without the licence `security_dashboard`, or when the user
         *     who created the agent may not administer vulnerabilities in the project, it is 403.
         */
        post: operations["resolveStarboardVulnerabilities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_execution_policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which scans do the policies of the agent's project demand?
         * @description `kas` fetches for an agent the scan execution policies of the agent's project, from which the agent learns which
         *     images of its cluster to scan. The use of the token is recorded.
         *
         *     Later releases have dropped this in favour of [`listPolicyConfigurations`](#operation/listPolicyConfigurations),
         *     though the documentation kept it. GitLab's code for it is not public; that it answers 404 without a project or a
         *     licence, as its successor does, is a guess.
         */
        get: operations["listScanExecutionPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/internal/kubernetes/modules/starboard_vulnerability/policies_configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When is this agent to scan, and which namespaces?
         * @description An agent has `kas` ask this twice a minute and scans the images of its cluster accordingly. The entries are the
         *     scheduled rules, of enabled policies of the agent's project, that name the agent. The use of the token is
         *     recorded.
         *
         *     For an agent whose project is gone, or has no licence `security_orchestration_policies`, the answer is 404 (402
         *     from 16.0 on); agents take either as an empty list.
         */
        get: operations["listPolicyConfigurations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/namespaces/{id}/gitlab_subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which subscription does this namespace have?
         * @description CustomersDot reads the subscription of a personal namespace or a top-level group on GitLab.com. It is open to
         *     administrators and to owners of the namespace; a user's personal namespace is owned by that user. Other members,
         *     maintainers too, get 403, and whoever may not see the namespace gets 404. A namespace without a subscription is no
         *     error: all fields of the reply are null.
         */
        get: operations["getSubscription"];
        /**
         * Change the subscription of a namespace.
         * @description CustomersDot changes the subscription of a personal namespace or a top-level group on GitLab.com with this. Only
         *     what is given changes; with nothing given the reply is the subscription as it was. The caller has to be an
         *     administrator, which GitLab checks after the parameters. GitLab's documentation shows the parameters in the query
         *     string, where GitLab takes them as well as in the body.
         *
         *     When `start_date` and `end_date` both change, and the new start is not before the old end, a new term begins:
         *     `max_seats_used` and `seats_owed` start again from the seats that are in use now, even if the request gives
         *     `max_seats_used`.
         */
        put: operations["updateSubscription"];
        /**
         * Create the subscription of a namespace.
         * @description CustomersDot applies what a customer bought, trials included, to a personal namespace or a top-level group on
         *     GitLab.com. The caller has to be an administrator, which GitLab checks after the parameters.
         *
         *     GitLab's documentation shows the parameters in the query string, where GitLab takes them as well as in the body. A
         *     trial that does not say when it starts does so on `start_date`. Without `plan_code` the subscription has no plan.
         *
         *     A namespace can have one subscription. What a second request for the same namespace really does is
         *     unknown: no public test covers it. Update the subscription instead.
         */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/namespaces/{id}/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add packs of CI/CD minutes to a namespace.
         * @description CustomersDot applies the packs that a customer bought to a personal namespace or a top-level group on GitLab.com.
         *     The caller has to be an administrator, which GitLab checks before the parameters.
         *
         *     A pack is known by `purchase_xid`. One that the namespace has already is answered as it is stored, even if the
         *     request gives it other minutes; one that comes twice in a request is created once. So the request may be repeated.
         *     All packs are saved, or none.
         */
        post: operations["createMinutesPacks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/namespaces/{id}/minutes/move/{target_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Move all packs of CI/CD minutes from one namespace to another.
         * @description Both namespaces have to be top-level ones with an owner in common, and the caller an administrator. The packs have
         *     moved when the reply comes, although its status is 202. It is the same for a namespace that has none, so the
         *     request may be repeated.
         */
        patch: operations["moveMinutesPacks"];
        trace?: never;
    };
    "/api/v4/internal/upcoming_reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say when namespaces are reconciled next.
         * @description CustomersDot announces when the seats of which namespaces are next compared with what was paid for, and from which
         *     day GitLab is to show an alert about it. A namespace has at most one upcoming reconciliation; a new one replaces
         *     it.
         *
         *     The valid ones are saved even when others of the same request are refused, for example because their namespace does
         *     not exist. The order of checks: the instance is GitLab.com, the token is good, its user is an administrator, the
         *     parameters are valid.
         */
        put: operations["upsertUpcomingReconciliations"];
        post?: never;
        /**
         * Say that a namespace is not reconciled any more.
         * @description Deletes the upcoming reconciliation of a namespace. A second request finds none and gets 404. The order of checks:
         *     the instance is GitLab.com, the token is good, its user is an administrator, the parameter is valid.
         *
         *     GitLab takes `namespace_id` from a JSON body too.
         */
        delete: operations["deleteUpcomingReconciliation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scim/v2/groups/{group_path}/Users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users that the identity provider manages in a group.
         * @description Identity providers look here for a user before they create one. With a `filter` that is one user or none; without
         *     one, as in a provider's connection test, it is everybody, a page at a time, those who are inactive too. `startIndex`
         *     counts users and not pages, unlike elsewhere in GitLab: if users come or go between two requests, a page may miss
         *     some or repeat some. While the group's SAML single sign-on is configured but switched off, the list is empty.
         *
         *     GitLab checks no parameter here but `filter`: text that is no number counts as absent, a `startIndex` below 1 as 1,
         *     a `count` below 1 as 20, and one above 100 as 100.
         */
        get: operations["listScimUsers"];
        put?: never;
        /**
         * Create a user in a group, or bring in one who exists.
         * @description If a member of the group has this external UID already, the reply is that user, and nothing changes. Otherwise
         *     GitLab looks for a user with the address, gives them the external UID and makes them a member if they are none yet.
         *     If nobody has the address, GitLab creates a user, who has yet to confirm it by e-mail. New members get the default
         *     role of the group's SAML settings. Somebody who was deactivated becomes a member again in this way, but stays
         *     inactive; only a PATCH makes them active.
         */
        post: operations["createScimUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scim/v2/groups/{group_path}/Users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What does GitLab know of this user?
         * @description One user by external UID. Somebody who was deactivated or deleted is still found, with `active: false`.
         */
        get: operations["getScimUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user from the group.
         * @description The user loses their membership of the group, and those of its subgroups and projects, and is inactive from then on.
         *     Their account and their external UID stay, so that they are still listed, can be deleted again with the same reply,
         *     and can be reactivated. GitLab's documentation says that the external UID is removed as well; so it was until GitLab
         *     13.3.
         */
        delete: operations["deleteScimUser"];
        options?: never;
        head?: never;
        /**
         * Deactivate or reactivate a user, or change their external UID.
         * @description GitLab reads all operations and then does one thing, the first of these that applies:
         *
         *     - `active` is false: the user is deactivated. The external UID stays theirs, and they lose their membership of the
         *       group, and those of its subgroups and projects.
         *     - The user is inactive: they are active again, and a member with the default role of the group's SAML settings.
         *       Providers ask for it with `active: true`, but anything that does not deactivate has this effect.
         *     - There is an `id` or `externalId`: it becomes the external UID, under which the user is found from then on.
         *
         *     Everything else is answered with 204 and ignored. Name, address and username in particular
         *     [have not been writable since GitLab 15.0](https://gitlab.com/gitlab-org/gitlab/-/issues/363058): the documented
         *     example, a new name, has no effect. GitLab answers 204 even where there are no `Operations`.
         */
        patch: operations["updateScimUser"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Identifies a repository, however its project is renamed: the kind and the id of what it belongs to, as in `project-7`,
         *     `wiki-7` or `snippet-7`.
         * @example project-7
         */
        GlRepository: string;
        /**
         * @description A database id. GitLab takes a number or a string of digits; GitLab Shell sends strings.
         * @example 11
         */
        Id: number | string;
        CheckGitAccessRequest: {
            /**
             * @description The Git command.
             * @enum {string}
             */
            action: "git-upload-pack" | "git-receive-pack" | "git-upload-archive";
            /**
             * @description How the actor came in. GitLab Shell always says `ssh`; `web` is a change made in the browser.
             * @enum {string}
             */
            protocol: "ssh" | "http" | "web";
            /**
             * @description Full path of the project, with or without `.git` and a leading slash; also of a wiki (`group/name.wiki.git`)
             *     or a snippet (`snippets/1.git`). Gitaly sends the absolute path of the repository on its disk, where
             *     `gl_repository` decides.
             * @example gnuwget/wget2
             */
            project?: string;
            gl_repository?: components["schemas"]["GlRepository"];
            /**
             * @description The refs that a push changes, one a line: `<old object id> <new object id> <ref>`. `_any`, which GitLab Shell
             *     sends, asks whether some push could be allowed. It matters only for `git-receive-pack`.
             * @default _any
             */
            changes?: string;
            /** @description The SSH key that opened the session. */
            key_id?: components["schemas"]["Id"];
            /** @description The user, where Gitaly knows one and no key. */
            user_id?: components["schemas"]["Id"];
            /** @description The user that the SSH certificate names. */
            username?: string;
            /** @description The Kerberos principal of a session that GSSAPI authenticated (GitLab Shell since 14.16). */
            krb5principal?: string;
            /**
             * Format: ip
             * @description Address of the client, for groups that restrict addresses. Text that is no address is passed on as it is.
             */
            check_ip?: string;
            /**
             * @description JSON text with the object directories of the quarantine in which Git keeps a push until it is accepted.
             *     Gitaly sends it.
             */
            env?: string;
            /** @description Where the repository lies on its storage (Gitaly since 16.6). */
            relative_path?: string;
            /** @description The group whose certificate authority signed the SSH certificate (GitLab Shell since 14.27). */
            namespace_path?: string;
        } & (unknown | unknown);
        /** @description How to reach the repository through Gitaly; absent where the action is none of the three Git commands. */
        GitalyAccess: {
            /** @description The repository as Gitaly's `Repository` message. Newer releases send more fields. */
            repository: {
                /**
                 * @description The storage.
                 * @example default
                 */
                storage_name: string;
                /** @description The path on that storage. */
                relative_path: string;
                /** @description The quarantine's object directory; empty outside a push. */
                git_object_directory: string;
                /** @description More object directories of the quarantine. */
                git_alternate_object_directories: string[];
                gl_repository: components["schemas"]["GlRepository"];
                /** @description Full path of the project. */
                gl_project_path: string;
            };
            /**
             * @description A unix socket or a TCP or TLS address.
             * @example unix:/var/opt/gitlab/gitaly/gitaly.socket
             */
            address: string;
            /** @description The token for Gitaly, if it wants one. */
            token: string | null;
            /** @description Gitaly's feature flags. */
            features?: {
                [key: string]: "true" | "false";
            };
        };
        /** @description The access that is granted. What does not apply is absent, not null. */
        GitAccess: {
            /**
             * @description Always true here.
             * @constant
             */
            status: true;
            gl_repository: components["schemas"]["GlRepository"];
            /**
             * @description Full path of the project.
             * @example gnuwget/wget2
             */
            gl_project_path: string;
            /**
             * @description The user as `user-<id>`; empty for a deploy key and an anonymous actor.
             * @example user-1
             */
            gl_id: string;
            /** @description The user's name; absent for a deploy key and an anonymous actor. */
            gl_username?: string;
            /**
             * @description What kind of key the actor is; absent if it is none.
             * @enum {string}
             */
            gl_key_type?: "key" | "deploy_key";
            /** @description The key that the actor is; absent if it is none. */
            gl_key_id?: number;
            /** @description Options that Gitaly passes to `git`. `receive.maxInputSize` is there when the instance limits a push. */
            git_config_options: string[];
            gitaly?: components["schemas"]["GitalyAccess"];
            /** @description Lines that GitLab Shell prints before the command runs. */
            gl_console_messages: string[];
        };
        /** @description The command is to be run elsewhere. */
        GitAccessCustomAction: {
            /**
             * @description Always true here.
             * @constant
             */
            status: true;
            /** @description What to do instead. */
            payload: {
                /**
                 * @description What is to be done. There is only this one.
                 * @enum {string}
                 */
                action: "geo_proxy_to_primary";
                /** @description What the action needs. */
                data: {
                    /** @description Where GitLab Shell before 2024 posted Git's data, first for the refs, then for the pack. */
                    api_endpoints: string[];
                    /**
                     * Format: uri
                     * @description The repository on the primary, for Git over HTTP.
                     */
                    primary_repo: string;
                    /** @description The user's name. */
                    gl_username?: string;
                    /** @description The user as `user-<id>`. */
                    gl_id?: string;
                    /** @description Headers for the requests to the primary, the authorization among them. */
                    request_headers?: {
                        [key: string]: string;
                    };
                    /** @description Whether GitLab Shell is to talk to the primary itself. */
                    geo_proxy_direct_to_primary?: boolean;
                };
            };
            /** @description Lines that GitLab Shell prints before it does so. */
            gl_console_messages: string[];
        };
        /**
         * @description What is wrong with the parameters, in one string. GitLab Shell reads `message` alone and therefore shows an empty
         *     text.
         */
        ParameterError: {
            /**
             * @description One remark per parameter, joined with a comma.
             * @example start_date is missing
             */
            error: string;
        };
        /** @description A Git operation that is not allowed, or not possible. */
        GitAccessFailure: {
            /**
             * @description Always false here.
             * @constant
             */
            status: false;
            /** @description The reason, made for the person at the terminal. */
            message: string;
        };
        /** @description The common refusal. GitLab Shell and Gitaly show `message` to the person who pushes or pulls. */
        MessageError: {
            /**
             * @description The status and its name, sometimes followed by a reason.
             * @example 404 Not Found
             */
            message: string;
        };
        /** @description A refusal by a service behind the endpoint, or by the rate limiter. */
        ServiceError: {
            /** @description The reason, one level deeper than in the common refusal. */
            message: {
                /** @description The reason. */
                error: string;
            };
        };
        /** @description Who wants to reach the large files of which project. */
        AuthenticateLfsRequest: {
            /**
             * @description Full path of the project, with or without `.git` and a leading slash.
             * @example gnuwget/wget2
             */
            project: string;
            /**
             * @description What the Git LFS client is about to do. GitLab Shell always says it; only a Geo secondary looks at it.
             * @enum {string}
             */
            operation?: "download" | "upload";
            /** @description The SSH key that opened the session. */
            key_id?: components["schemas"]["Id"];
            /** @description The user; GitLab Shell sends it where an SSH certificate opened the session. */
            user_id?: components["schemas"]["Id"];
            /** @description The user that the SSH certificate names. No client sends it. */
            username?: string;
        };
        /** @description What a Git LFS client needs to go on over HTTP. */
        LfsAuthentication: {
            /**
             * @description The name for HTTP basic authentication; `lfs+deploy-key-<id>` for a deploy key.
             * @example root
             */
            username: string;
            /** @description The password that goes with it, a JSON Web Token signed with HS256 that names the actor. */
            lfs_token: string;
            /**
             * Format: uri
             * @description The repository's HTTP URL, ending in `.git`. GitLab Shell appends `/info/lfs`.
             */
            repository_http_path: string;
            /**
             * @description How many seconds the token is good for. 1800 in these releases, 7200 in later ones.
             * @example 1800
             */
            expires_in: number;
        };
        /** @description An SSH key that GitLab knows. */
        SshKey: {
            /** @description The key; what other operations call `key_id`. */
            id: number;
            /** @description The name that its owner gave it. */
            title: string;
            /**
             * Format: date-time
             * @description When it was added.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it expires; null for never.
             */
            expires_at?: string | null;
            /**
             * @description The public key as a line for an authorized keys file. Its comment is not the original one but the owner's name and
             *     the host of the instance in brackets. A deploy key whose creator is gone belongs to `Ghost User`.
             * @example ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDX… Dede Eichmann (localhost)
             */
            key: string;
            /**
             * @description What the key may be used for.
             * @enum {string}
             */
            usage_type?: "auth" | "signing" | "auth_and_signing";
        };
        /**
         * @description Whoever pushes or asks, as `user-<id>` or `key-<id>`. `username-<name>` is a form that Gitaly knows; GitLab finds
         *     nobody by it.
         * @example user-1
         */
        ActorIdentifier: string;
        /** @description What everybody may know of a user. */
        User: {
            /** @description The user. */
            id: number;
            /** @description The name that the profile shows. Newer releases hide that of some bots. */
            name: string;
            /** @description The name to log in with; GitLab Shell greets with it. */
            username: string;
        };
        /** @description The release, and whether Redis answers. */
        InstanceInformation: {
            /**
             * @description The version of the API.
             * @example v4
             */
            api_version: string;
            /**
             * @description The release of GitLab.
             * @example 15.5.0-pre
             */
            gitlab_version: string;
            /**
             * @description The revision of GitLab.
             * @example d69c988e6a6
             */
            gitlab_rev: string;
            /** @description The name under which Gitaly looks for `gitlab_rev`. GitLab Rails has never sent it. */
            gitlab_revision?: string;
            /** @description Whether Redis answers. */
            redis: boolean;
        };
        /** @description New recovery codes; the user's old ones are void. */
        RecoveryCodes: {
            /**
             * @description Always true here.
             * @constant
             */
            success: true;
            /** @description The codes, each good for one login. */
            recovery_codes: string[];
        };
        /** @description A command that was understood but not carried out. It comes with 200. */
        CommandFailure: {
            /**
             * @description Always false here.
             * @constant
             */
            success: false;
            /**
             * @description The reason, which GitLab Shell prints.
             * @example Could not find the given key
             */
            message: string;
        };
        /** @description Whose recovery codes to replace. Real servers require `key_id`. */
        RegenerateRecoveryCodesRequest: {
            /** @description The SSH key, by the id that the authorized keys file or `findAuthorizedKey` gave it. */
            key_id?: components["schemas"]["Id"];
            /**
             * @deprecated
             * @description The user; GitLab Shell sends it where an SSH certificate opened the session. Real servers insist on a key.
             */
            user_id?: components["schemas"]["Id"];
        };
        /**
         * @description Something that a token permits. These are the scopes that can be had over SSH; `sudo` is not one of them, not even for
         *     an administrator.
         * @enum {string}
         */
        PersonalAccessTokenScope: "api" | "read_api" | "read_registry" | "read_repository" | "read_user" | "write_registry" | "write_repository";
        /** @description The token to be made, and for whom. Real servers require `key_id`. */
        CreatePersonalAccessTokenRequest: {
            /** @description A name for the token. */
            name: string;
            /** @description What the token permits. */
            scopes: components["schemas"]["PersonalAccessTokenScope"][];
            /**
             * Format: ruby-date
             * @description The day on which the token expires; without it the token never does. Newer releases of GitLab Shell always send
             *     one: the lifetime that they were given plus a day, or 30 days.
             * @example 2020-07-24
             */
            expires_at?: string | null;
            /** @description The SSH key, by the id that the authorized keys file or `findAuthorizedKey` gave it. */
            key_id?: components["schemas"]["Id"];
            /** @description The user; GitLab Shell sends it where an SSH certificate opened the session. Real servers insist on a key. */
            user_id?: components["schemas"]["Id"];
        };
        /** @description The token. GitLab never shows it again. */
        NewPersonalAccessToken: {
            /**
             * @description Always true here.
             * @constant
             */
            success: true;
            /** @description 20 letters, digits, `_` and `-`, after the prefix that the instance sets, `glpat-` for example. */
            token: string;
            /** @description What the token permits. */
            scopes: components["schemas"]["PersonalAccessTokenScope"][];
            /**
             * Format: date
             * @description The day on which it expires; null for never.
             */
            expires_at: string | null;
        };
        /** @description The repository that is about to receive a push. */
        PreReceiveRequest: {
            gl_repository: components["schemas"]["GlRepository"];
        };
        /** @description Whether the push was counted. */
        PreReceiveResult: {
            /** @description False only when Redis fails. Gitaly then refuses the push, with an empty text. */
            reference_counter_increased: boolean;
        };
        /** @description The push that a repository has received. */
        PostReceiveRequest: {
            identifier: components["schemas"]["ActorIdentifier"];
            gl_repository: components["schemas"]["GlRepository"];
            /**
             * @description The refs that changed, one a line: `<old object id> <new object id> <ref>`. Merge requests are offered for
             *     branches under `refs/heads/`; the documented example names a branch without it.
             */
            changes?: string;
            /**
             * @description What the person gave to `git push --push-option`; Gitaly sends null for none. GitLab ignores those
             *     that it does not know.
             */
            push_options?: string[] | null;
        };
        /** @description What to show to the person who pushed, and whether the push was counted down. */
        PostReceiveResult: {
            /** @description In the order in which Gitaly prints them, alerts first. */
            messages: {
                /** @description The text, often of several lines. */
                message: string;
                /**
                 * @description Whether Gitaly frames the text (`alert`: a broadcast message, a warning about push options) or not (`basic`:
                 *     a link to a merge request, a project that moved or was created). Gitaly fails on any other value.
                 * @enum {string}
                 */
                type: "basic" | "alert";
            }[];
            /** @description False only when Redis fails, which Gitaly reports as an error; true also for a counter that is zero already. */
            reference_counter_decreased: boolean;
        };
        /** @description The client key that a report came with, and the project it came for. */
        AuthenticateErrorTrackingRequest: {
            /** @description The project that errors are reported to. */
            project_id: components["schemas"]["Id"];
            /** @description The public part of the client key that integrated error tracking made for the project. */
            public_key: string;
        };
        /** @description Whether errors may be reported. */
        ErrorTrackingAccess: {
            /** @description False when the project has no such key, when the key is off, and when the instance has the feature off. */
            enabled: boolean;
        };
        /** @description How to reach Gitaly. */
        GitalyInfo: {
            /** @description A unix socket or a TCP or TLS address. */
            address: string;
            /** @description The token for Gitaly, if it wants one. */
            token: string | null;
            /** @description Gitaly's feature flags. */
            features: {
                [key: string]: string;
            };
        };
        /** @description A repository on Gitaly. */
        GitalyRepository: {
            /** @description The storage. */
            storage_name: string;
            /** @description The path on that storage. */
            relative_path: string;
            gl_repository: components["schemas"]["GlRepository"];
            /** @description Full path of the project. */
            gl_project_path: string;
        };
        /** @description An agent, its project and how to reach the project's repository. */
        AgentInfo: {
            /** @description The project in which the agent is configured. */
            project_id: number;
            /** @description The agent. */
            agent_id: number;
            /** @description The agent's name, which is also the name of its folder in the project. */
            agent_name: string;
            gitaly_info: components["schemas"]["GitalyInfo"];
            gitaly_repository: components["schemas"]["GitalyRepository"];
            /** @description The project's default branch. */
            default_branch?: string;
        };
        /** @description A project and how to reach its repository. */
        AgentProjectInfo: {
            /** @description The project. */
            project_id: number;
            gitaly_info: components["schemas"]["GitalyInfo"];
            gitaly_repository: components["schemas"]["GitalyRepository"];
            /** @description The project's default branch. */
            default_branch?: string;
        };
        RecordAgentUsageRequest: {
            /** @description How often agents synchronised their cluster with a repository. Added to `gitops_sync`. */
            gitops_sync_count?: number;
            /** @description How many requests to a Kubernetes API `kas` passed on. Added to `k8s_api_proxy_request`. */
            k8s_api_proxy_request_count?: number;
            /** @description What is added to each counter. */
            counters?: {
                /** @description How often agents synchronised their cluster with a repository. */
                gitops_sync?: number;
                /** @description How many requests to a Kubernetes API `kas` passed on. */
                k8s_api_proxy_request?: number;
            };
            /** @description What is added to each set; a set counts every member once, however often it is reported. */
            unique_counters?: {
                /** @description Ids of the users who reached a cluster from CI/CD through an agent. The order does not matter. */
                agent_users_using_ci_tunnel?: number[];
            };
        } & unknown & unknown;
        CreateCiliumAlertRequest: {
            /**
             * @description The alert, in any shape that GitLab's generic alert endpoint takes. Agents send `flow`, the dropped packet as
             *     Cilium describes it, and `ciliumNetworkPolicy`, the policy that dropped it.
             */
            alert: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Where the vulnerability was found. Servers since 14.5 also require `image`, `dependency` and, in the Kubernetes
         *     resource, `container_name` and `agent_id`.
         */
        StarboardLocation: {
            /** @description The workload in the cluster. */
            kubernetes_resource: {
                /**
                 * @description Its namespace.
                 * @example production
                 */
                namespace: string;
                /**
                 * @description Its kind.
                 * @example deployment
                 */
                kind: string;
                /**
                 * @description Its name.
                 * @example nginx
                 */
                name: string;
                /**
                 * @description The container, as the documentation names the field.
                 * @example nginx
                 */
                container?: string;
                /**
                 * @description The container, as agents name the field.
                 * @example nginx
                 */
                container_name?: string;
                /** @description The agent that found it; agents send a string. */
                agent_id?: components["schemas"]["Id"];
            };
            /**
             * @description The image in which it was found.
             * @example index.docker.io/library/nginx:latest
             */
            image?: string;
            /**
             * @description The operating system in the image.
             * @example debian 10.3
             */
            operating_system?: string;
            /** @description What is vulnerable. */
            dependency?: {
                /** @description The package. */
                package: {
                    /**
                     * @description Its name.
                     * @example libc
                     */
                    name: string;
                };
                /**
                 * @description The version that is installed.
                 * @example v1.2.3
                 */
                version?: string;
            };
        };
        UpsertStarboardVulnerabilityRequest: {
            /** @description One vulnerability, written as `vulnerability` in GitLab's security reports. */
            vulnerability: {
                /**
                 * @description What it is called.
                 * @example CVE-123-4567 in libc
                 */
                name: string;
                /**
                 * @description How bad it is; agents capitalise it.
                 * @enum {string}
                 */
                severity: "critical" | "high" | "medium" | "low" | "unknown" | "info";
                /**
                 * @description How sure the scanner is; agents say `Unknown`. GitLab 14 requires it, GitLab 15 does not.
                 * @enum {string}
                 */
                confidence?: "confirmed" | "high" | "medium" | "low" | "unknown" | "experimental" | "ignore";
                location: components["schemas"]["StarboardLocation"];
                /** @description What identifies the vulnerability elsewhere. The first one is part of the finding's identity. */
                identifiers: {
                    /**
                     * @description What kind of identifier it is.
                     * @example cve
                     */
                    type: string;
                    /**
                     * @description Its name, for people.
                     * @example CVE-123-4567
                     */
                    name: string;
                    /**
                     * @description Its value, for programs.
                     * @example CVE-123-4567
                     */
                    value?: string;
                    /**
                     * Format: uri
                     * @description Where to read about it.
                     */
                    url?: string;
                }[];
                /** @description The vulnerability in a line. */
                message?: string;
                /** @description The vulnerability at length. */
                description?: string;
                /** @description What to do about it. */
                solution?: string;
                /** @description Where to read more. */
                links?: {
                    /** @description What is to be read there. */
                    name?: string;
                    /**
                     * Format: uri
                     * @description The address.
                     */
                    url?: string;
                }[];
            };
            /** @description What found it, written as `scanner` in GitLab's security reports. */
            scanner: {
                /**
                 * @description The scanner's key, not a database id.
                 * @example starboard_trivy
                 */
                id: string;
                /**
                 * @description The scanner's name.
                 * @example Trivy (via Starboard Operator)
                 */
                name: string;
                /** @description Who made it. The documentation shows a string; agents send an object, which servers since 14.5 require. */
                vendor: string | {
                    /**
                     * @description The vendor's name.
                     * @example GitLab
                     */
                    name: string;
                };
                /** @description The scanner's version. Agents send it, GitLab ignores it. */
                version?: string;
            };
        };
        /** @description The finding that now stands for the vulnerability. */
        StarboardFinding: {
            /**
             * Format: uuid
             * @description Identifies the finding; the same for the same data.
             */
            uuid: string;
        };
        ResolveStarboardVulnerabilitiesRequest: {
            /**
             * @description What the scan still found, each as the UUID that
             *     [`upsertStarboardVulnerability`](#operation/upsertStarboardVulnerability) answered. Empty resolves
             *     all. GitLab does not check that they are UUIDs; one that it does not know changes nothing.
             */
            uuids: string[];
        };
        /** @description The scan execution policies of a project. */
        ScanExecutionPolicies: {
            /** @description One entry for each policy. */
            policies: {
                /** @description The policy's name. */
                name: string;
                /** @description What the policy is for. A policy need not say so; that it is null then is a guess. */
                description: string | null;
                /** @description Whether the policy is in force. */
                enabled: boolean;
                /** @description The policy once more as YAML, with name, description, enabled, actions and rules. */
                yaml: string;
                /**
                 * Format: date-time
                 * @description When the policies of the project last changed.
                 */
                updated_at: string;
            }[];
        };
        /** @description When an agent is to scan, and what. */
        PolicyConfigurations: {
            /** @description One entry for each scheduled rule that names the agent. Agents heed the first one only. */
            configurations: {
                /**
                 * @description When to scan, in cron's notation.
                 * @example 30 2 * * *
                 */
                cadence: string;
                /** @description The Kubernetes namespaces to scan; null when the rule names none. */
                namespaces: string[] | null;
                /**
                 * Format: date-time
                 * @description When the policies of the project last changed.
                 */
                updated_at: string;
            }[];
        };
        /** @description A namespace's subscription. For a namespace without one the three objects are there, and all they hold is null. */
        Subscription: {
            /** @description What was bought. */
            plan: {
                /**
                 * @description Code of the plan; null if the subscription has none.
                 * @example premium
                 */
                code: string | null;
                /**
                 * @description Title of the plan; null if the subscription has none. Servers answer `Premium`, GitLab's documentation shows
                 *     `premium`.
                 * @example Premium
                 */
                name: string | null;
                /** @description Whether this is a trial. */
                trial: boolean | null;
                /** @description Whether the subscription renews itself on its last day; null if nobody has said so. */
                auto_renew: boolean | null;
                /** @description Whether a higher plan can be bought. It can if this one is paid, not expired and not the highest. */
                upgradable: boolean | null;
                /** @description Whether guests take no seat, which is so on the plans `gold` and `ultimate`. */
                exclude_guests?: boolean | null;
            };
            /** @description How many seats are paid for, in use and owed. */
            usage: {
                /** @description How many seats are paid for. */
                seats_in_subscription: number | null;
                /** @description How many seats are in use. On a free plan and during a trial they are counted for this reply. */
                seats_in_use: number | null;
                /** @description The highest number of seats in use so far. */
                max_seats_used: number | null;
                /** @description How many seats are to be paid in addition. */
                seats_owed: number | null;
            };
            /** @description When the subscription and a trial begin and end. */
            billing: {
                /**
                 * Format: date
                 * @description First day of the subscription.
                 */
                subscription_start_date: string | null;
                /**
                 * Format: date
                 * @description Last day of the subscription; null for one that does not end.
                 */
                subscription_end_date: string | null;
                /**
                 * Format: date
                 * @description Last day of the trial.
                 */
                trial_ends_on: string | null;
            };
        };
        /**
         * Format: ruby-date
         * @description A date as Ruby's `Date.parse` reads it: `2020-07-15`, `13 Jun 2021`, `01/12/2018` (day, month, year). Quotes around
         *     it do no harm. GitLab answers with `2020-07-15` whatever it was sent. An empty text is the same as null.
         * @example 2020-07-15
         * @example 13 Jun 2021
         * @example 01/12/2018
         */
        RubyDate: string | null;
        /** @description What is to change. What is absent stays as it is. */
        UpdateSubscriptionRequest: {
            /**
             * @description First day of the subscription, such as `2020-07-15`, `15 Jul 2020` or `15/07/2020`. With null the subscription
             *     cannot be saved (400).
             */
            start_date?: components["schemas"]["RubyDate"];
            /** @description Last day of the subscription; null for one that does not end. */
            end_date?: components["schemas"]["RubyDate"];
            /**
             * @description Code of the plan, such as `premium`; null is `free`. A code that GitLab does not know leaves the subscription
             *     without a plan.
             * @example premium
             */
            plan_code?: string | null;
            /**
             * @description How many seats are paid for, 0 unless given. With null the subscription cannot be saved (400). A number that does
             *     not fit into 32 bits makes a server fail with 500.
             */
            seats?: number | null;
            /** @description The highest number of seats in use so far, from which the seats owed are counted. */
            max_seats_used?: number;
            /** @description Whether the subscription renews itself on its last day. */
            auto_renew?: boolean | null;
            /** @description Whether this is a trial. */
            trial?: boolean;
            /**
             * @description First day of the trial. GitLab's documentation requires it in an update with `trial: true`; a server does not, and
             *     takes `start_date` of the same request instead.
             */
            trial_starts_on?: components["schemas"]["RubyDate"];
            /** @description Last day of the trial. */
            trial_ends_on?: components["schemas"]["RubyDate"];
            /**
             * @description What became of a trial, 1 for extended, 2 for reactivated. GitLab's documentation does not mention it.
             * @enum {integer|null}
             */
            trial_extension_type?: 1 | 2 | null;
        };
        /** @description A value that GitLab cannot save, by attribute. */
        ModelError: {
            /** @description Attributes and what is wrong with each. */
            message: {
                [key: string]: string[];
            };
        };
        CreateSubscriptionRequest: components["schemas"]["UpdateSubscriptionRequest"] & {
            /**
             * @description First day of the subscription, such as `2020-07-15`, `15 Jul 2020` or `15/07/2020`. With null the subscription
             *     cannot be saved (400, `can't be blank`).
             */
            start_date: components["schemas"]["RubyDate"];
            /**
             * @description The name under which the documented example sends `plan_code`. A real server does not know it and ignores it,
             *     so that the subscription has no plan. It is listed so that the documented request can be tried.
             * @example premium
             */
            plan?: string;
        };
        /** @description The packs that were bought. */
        CreateMinutesPacksRequest: {
            /** @description The packs. It may be empty; then nothing happens. */
            packs: {
                /**
                 * @description How many minutes the pack has. A pack with null cannot be saved. A number that does not fit into 32 bits
                 *     makes a server fail with 500.
                 * @example 10000
                 */
                number_of_minutes: number | null;
                /**
                 * @description The day on which the rest of the pack expires, such as `2022-01-01` or `1 Jan 2022`. A pack with null cannot
                 *     be saved.
                 */
                expires_at: components["schemas"]["RubyDate"];
                /**
                 * @description Identifies the purchase. A pack with null, nothing in it or more than 32 characters cannot be saved, nor on
                 *     GitLab.com one of a purchase that another namespace has already.
                 * @example 46952fe69bebc1a4de10b2b4ff439d0c
                 */
                purchase_xid: string | null;
            }[];
        };
        /** @description A pack of CI/CD minutes as it is stored. */
        MinutesPack: {
            /** @description The namespace that has the pack. */
            namespace_id: number;
            /**
             * Format: date
             * @description The day on which the rest of the pack expires.
             */
            expires_at: string;
            /** @description How many minutes the pack has. */
            number_of_minutes: number;
            /**
             * @description Identifies the purchase.
             * @example 46952fe69bebc1a4de10b2b4ff439d0c
             */
            purchase_xid: string;
        };
        /** @description GitLab has done it, and has nothing else to say. */
        Accepted: {
            /**
             * @description The status and its name.
             * @constant
             */
            message: "202 Accepted";
        };
        /** @description When which namespace is reconciled next. */
        UpsertUpcomingReconciliationsRequest: {
            /** @description The reconciliations, one for each namespace. It may be empty; an object in place of the array is invalid. */
            upcoming_reconciliations: {
                /** @description The namespace. */
                namespace_id: components["schemas"]["Id"];
                /**
                 * @description The day of the next reconciliation, such as `2021-06-13` or `13 Jun 2021`. A reconciliation with null is
                 *     refused, the others are saved.
                 */
                next_reconciliation_date: components["schemas"]["RubyDate"];
                /**
                 * @description The day from which GitLab shows an alert about it. A reconciliation with null is refused, the others are
                 *     saved.
                 */
                display_alert_from: components["schemas"]["RubyDate"];
            }[];
        };
        /** @description A user as the group's identity provider knows them. `externalId` and a `name` object are never in a reply. */
        ScimUser: {
            /** @description Says that this is a user. */
            schemas: "urn:ietf:params:scim:schemas:core:2.0:User"[];
            /**
             * @description External UID of the user; the `externalId` with which they were created.
             * @example 0b1d561c-21ff-4092-beab-8154b17f82f2
             */
            id: string;
            /** @description Whether the user is provisioned; false for one who was deactivated or deleted. */
            active: boolean;
            /** @description The user's address in GitLab, always exactly one. */
            emails: {
                /**
                 * @description Always `work`.
                 * @constant
                 */
                type: "work";
                /** @description The address. */
                value: string;
                /**
                 * @description Always true.
                 * @constant
                 */
                primary: true;
            }[];
            /** @description Full name. The key has a dot in it; it is not a `formatted` in a `name`. */
            "name.formatted": string;
            /** @description About the record. */
            meta: {
                /**
                 * @description Always `User`.
                 * @constant
                 */
                resourceType: "User";
            };
            /** @description Username in GitLab, which may differ from the one that the identity provider sent. */
            userName: string;
        };
        /** @description A page of users. */
        ScimListResponse: {
            /** @description Says that this is a list. */
            schemas: "urn:ietf:params:scim:api:messages:2.0:ListResponse"[];
            /** @description How many users match, on all pages. */
            totalResults: number;
            /** @description How many users a page holds at most, which is `count` within its limits; not how many are on this page. */
            itemsPerPage: number;
            /**
             * @description The `startIndex` of the request, below 1 too; 1 where it had none. GitLab repeats the parameter as it came, which
             *     makes it a string wherever it came as one.
             */
            startIndex: number;
            /** @description The users on this page. */
            Resources: components["schemas"]["ScimUser"][];
        };
        /** @description A refusal in SCIM's own shape. */
        ScimError: {
            /** @description Says that this is an error. */
            schemas: "urn:ietf:params:scim:api:messages:2.0:Error"[];
            /**
             * @description The reason. Where it repeats the parameters, in Ruby's notation, the values of passwords and tokens read
             *     `[FILTERED]`.
             */
            detail: string;
            /**
             * @description The status of the reply once more, as a number and not as text.
             * @example 412
             */
            status: number;
        };
        /** @description A user to create, or to bring in. */
        CreateScimUserRequest: {
            /**
             * @description External UID of the user, by which the other operations know them as `id`.
             * @example test_uid
             */
            externalId: string;
            /**
             * @description Username for a new user. GitLab removes what a username may not contain, such as the `@` of an address and what
             *     follows it, and appends a number where the name is taken.
             * @example username
             */
            userName: string;
            /**
             * @description Addresses, of which GitLab takes the first that has the type `work` or is primary. GitLab's documentation calls it
             *     a JSON string; JSON text is not understood, and a form spells the members out: `emails[][value]=…`.
             */
            emails: {
                /**
                 * @description The address.
                 * @example name@example.com
                 */
                value: string;
                /**
                 * @description What the address is for.
                 * @example work
                 */
                type?: string | null;
                /** @description Whether this is the user's main address. */
                primary?: boolean | null;
            }[];
            /**
             * @description Full name. GitLab takes `formatted`, else `givenName` and `familyName`. GitLab's documentation calls it a JSON
             *     string; JSON text is not understood, and a form spells the members out: `name[formatted]=…`.
             */
            name: {
                /** @description The name as it is to be shown. */
                formatted?: string | null;
                /** @description First name. */
                givenName?: string | null;
                /** @description Last name. */
                familyName?: string | null;
            };
            /** @description Not used, a new user is active. */
            active?: boolean | string | null;
            /** @description Not used. GitLab's documentation calls it a string, `User`, and shows an object. */
            meta?: {
                /** @description What is created; `User`. */
                resourceType?: string;
            } | string;
            /** @description Not used; SCIM's names for the shape of the request. */
            schemas?: string[];
            /** @description Full name, which GitLab takes where there is no `name`. Okta and Entra send both. */
            displayName?: string;
            /** @description Not used. Okta sends it. */
            locale?: string;
            /** @description Not used. Okta sends it. */
            groups?: {
                [key: string]: unknown;
            }[];
            /** @description Not used, a new user gets a random password. Okta sends it when it is told to synchronise passwords. */
            password?: string;
        };
        /** @description One change. */
        ScimOperation: {
            /**
             * @description `Replace` or `Add`, in any case; both set the attribute. An operation of another kind, `Remove` among them, is
             *     ignored.
             * @example Replace
             */
            op: string;
            /**
             * @description The attribute: `active`, `id`, `externalId`, `userName`, `displayName`, `name.formatted` or
             *     `emails[type eq "work"].value`, spelled like this. An operation on another one is ignored. It is written
             *     as [section 3.5.2 of RFC 7644](https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2) says.
             * @example name.formatted
             */
            path?: string;
            /**
             * @description The new value; text for most attributes, and a boolean or `true` or `false` as text in any case for `active`.
             *     Without a `path` it is an object of attribute and value, of which GitLab reads the first member only.
             */
            value?: string | boolean | number | {
                [key: string]: unknown;
            } | unknown[] | null;
        } & (unknown | {
            /** @description Attributes and their values. */
            value: Record<string, never>;
        });
        /** @description Changes to a user. */
        UpdateScimUserRequest: {
            /**
             * @description What to change. GitLab's documentation calls it a JSON string; JSON text is not understood, and a form spells the
             *     members out: `Operations[][op]=Replace&Operations[][path]=active&Operations[][value]=False`.
             */
            Operations: components["schemas"]["ScimOperation"][];
            /** @description Not used; SCIM's name for the shape of the request. */
            schemas?: string[];
        };
    };
    responses: {
        /** @description A parameter is missing or invalid, or the JSON of the body is malformed. */
        InvalidParameters: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ParameterError"];
            };
        };
        /** @description GitLab does not read bodies of this media type. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ParameterError"];
            };
        };
        /** @description The caller asked too often. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ServiceError"];
            };
        };
        /** @description The credential is missing or not accepted; the reply never says why. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description GitLab failed; the cause is in its log. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description GitLab is down for maintenance. */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description The JWT of `kas`, or the agent token where the operation takes one, is missing or not accepted. */
        KasUnauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description What the request names does not exist, or its caller may not see it. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description The agent's project has no licence for this, or the user who created the agent lacks the rights for it. */
        AgentForbidden: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description There is no such namespace, it belongs to a project, or the caller may not see it. */
        NamespaceNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /**
         * @description The token is good, but its user may not do this: it is no administrator, or the instance uses Admin Mode and the
         *     token lacks the scope `admin_mode`.
         */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /**
         * @description The instance is not GitLab.com, which GitLab says before it looks at the credential; or the token is good, but its
         *     user is no administrator.
         */
        GitlabComOnly: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MessageError"];
            };
        };
        /** @description The token is missing or belongs to another group. The body has not the shape of a SCIM error. */
        ScimUnauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["MessageError"];
            };
        };
        /** @description The instance has no SAML single sign-on for groups. GitLab says so before it looks at group and token. */
        ScimForbidden: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["MessageError"];
            };
        };
        /**
         * @description The group does not exist, it has no SAML single sign-on, or it has no user with this external UID. The first two are
         *     found before the token is looked at, so a caller without one meets them as well.
         */
        ScimNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["ScimError"];
            };
        };
        /** @description GitLab failed; the cause is in its log. */
        ScimInternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["MessageError"];
            };
        };
        /** @description GitLab is down for maintenance. */
        ScimServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["MessageError"];
            };
        };
        /** @description The body is malformed JSON. No public source shows the text that GitLab answers here. */
        ScimInvalidSyntax: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["ScimError"];
            };
        };
        /** @description GitLab does not read bodies of this media type, plain `application/json` among them. */
        ScimUnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/scim+json": components["schemas"]["ParameterError"];
            };
        };
    };
    parameters: {
        /** @description The SSH key, by the id that the authorized keys file or `findAuthorizedKey` gave it. */
        KeyId: components["schemas"]["Id"];
        /**
         * @description The namespace: its id, or its full path with each slash encoded as `%2F`. The namespace that belongs to a project is
         *     not found.
         */
        NamespaceId: number | string;
        /** @description The namespace that receives the packs; its id, or its full path with each slash encoded as `%2F`. */
        TargetNamespaceId: number | string;
        /**
         * @description Full path of the group, or its id. A slash in it is written `%2F`; groups with SAML single sign-on are top-level
         *     groups, so there seldom is one.
         * @example test_group
         */
        GroupPath: string;
        /**
         * @description `<attribute> eq <value>`, after [section 3.4.2.2 of RFC 7644](https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2),
         *     of which GitLab knows no more than this. The attributes are spelled as here, and `eq` in lower case. `id` and
         *     `externalId` are the external UID, GitLab's `extern_uid`; `userName` is compared with the external UID first, then
         *     with the username, then with the e-mail address and its part before the `@`. Quotes around the value are removed. A
         *     value ends at its first space, in quotes as well. An empty filter counts as none.
         */
        ScimFilter: string;
        /**
         * @description External UID of the user: what the identity provider sent as `externalId`, not GitLab's own id. It may be any text, an
         *     e-mail address for instance; a slash in it is written `%2F`.
         * @example 0b1d561c-21ff-4092-beab-8154b17f82f2
         */
        ScimUserId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Correlates the request through GitLab's logs; the caller's own `X-Request-Id` if it sent one, else a new one.
         * @example 01GDYG9R9JJTHJJ4VDAJGHMZ5R
         */
        XRequestId: string;
        /**
         * @description How many seconds to wait before the request is worth repeating.
         * @example 60
         */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    /** May this actor run this Git command on this repository? */
    checkGitAccess: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who wants to do what, where. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckGitAccessRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["CheckGitAccessRequest"];
                "multipart/form-data": components["schemas"]["CheckGitAccessRequest"];
            };
        };
        responses: {
            /** @description The command is allowed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GitAccess"];
                };
            };
            /**
             * @description The command is to be run elsewhere: this is a Geo secondary, and the push belongs to the primary. GitLab Shell
             *     talks Git over HTTP to `primary_repo`; it does not follow this as a redirect, and there is no `Location`.
             */
            300: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GitAccessCustomAction"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            /** @description The credential is not accepted, or GitLab forbids the command to this actor. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GitAccessFailure"] | components["schemas"]["MessageError"];
                };
            };
            /** @description The project does not exist, the actor may not see it, or its repository does not exist yet. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GitAccessFailure"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            /** @description GitLab failed, or its access check came to a result that it does not know. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GitAccessFailure"] | components["schemas"]["MessageError"];
                };
            };
            /** @description The push checks took longer than 50 seconds, or GitLab is down for maintenance. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GitAccessFailure"] | components["schemas"]["MessageError"];
                };
            };
        };
    };
    /** Which credentials does this actor need for Git LFS? */
    authenticateLfs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Who wants to reach the large files of which project. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticateLfsRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["AuthenticateLfsRequest"];
                "multipart/form-data": components["schemas"]["AuthenticateLfsRequest"];
            };
        };
        responses: {
            /** @description The credentials, and where to use them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LfsAuthentication"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description There is nothing to authenticate for: the project does not exist or has LFS off, or the path is a snippet's. Or
             *     there is nobody to authenticate: no actor is named, or it does not exist. The two texts differ in one letter.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Does GitLab know this SSH key? */
    findAuthorizedKey: {
        parameters: {
            query: {
                /**
                 * @description The public key as OpenSSH passes it on (`%k`): its Base64 part alone. A whole line with the type before and a
                 *     comment behind it is understood too.
                 */
                key: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SshKey"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            /** @description Nobody has this key, or what was sent is no key, or only a part of one. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Who is this? */
    discoverUser: {
        parameters: {
            query?: {
                /** @description The SSH key, by the id that the authorized keys file or `findAuthorizedKey` gave it. */
                key_id?: components["parameters"]["KeyId"];
                /** @description The user. No client sends it. */
                user_id?: components["schemas"]["Id"];
                /** @description The user that the SSH certificate names. */
                username?: string;
                /** @description The user, or the user of a key. No client sends it. */
                identifier?: components["schemas"]["ActorIdentifier"];
                /** @description The Kerberos principal of a session that GSSAPI authenticated (GitLab Shell since 14.16). */
                krb5principal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, or `null` for nobody. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"] | null;
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Is GitLab there, and which release is it? */
    checkInstance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description About the instance. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceInformation"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Give this user new recovery codes, by the method that the documentation names. */
    regenerateRecoveryCodesByGet: {
        parameters: {
            query?: {
                /** @description The SSH key, by the id that the authorized keys file or `findAuthorizedKey` gave it. */
                key_id?: components["parameters"]["KeyId"];
                /**
                 * @deprecated
                 * @description The user. Real servers insist on a key.
                 */
                user_id?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new codes, or why there are none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"] | components["schemas"]["CommandFailure"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            /** @description What real servers answer to every `GET` on this path. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Give this user new recovery codes for two-factor authentication. */
    regenerateRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Whose recovery codes to replace. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegenerateRecoveryCodesRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["RegenerateRecoveryCodesRequest"];
                "multipart/form-data": components["schemas"]["RegenerateRecoveryCodesRequest"];
            };
        };
        responses: {
            /** @description The new codes, or why there are none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"] | components["schemas"]["CommandFailure"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Make a personal access token for this user. */
    createPersonalAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The token to be made, and for whom. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePersonalAccessTokenRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["CreatePersonalAccessTokenRequest"];
                "multipart/form-data": components["schemas"]["CreatePersonalAccessTokenRequest"];
            };
        };
        responses: {
            /** @description The token, or why there is none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPersonalAccessToken"] | components["schemas"]["CommandFailure"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Count a push that is about to be accepted. */
    preReceive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The repository that is about to receive a push. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreReceiveRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["PreReceiveRequest"];
                "multipart/form-data": components["schemas"]["PreReceiveRequest"];
            };
        };
        responses: {
            /** @description Whether the push was counted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreReceiveResult"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Process a push that a repository has received. */
    postReceive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The push that a repository has received. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostReceiveRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["PostReceiveRequest"];
                "multipart/form-data": components["schemas"]["PostReceiveRequest"];
            };
        };
        responses: {
            /** @description What to show to the person who pushed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostReceiveResult"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthorized"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** May errors be reported with this client key? */
    authenticateErrorTracking: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The client key, and the project that it is to open. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthenticateErrorTrackingRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["AuthenticateErrorTrackingRequest"];
                "multipart/form-data": components["schemas"]["AuthenticateErrorTrackingRequest"];
            };
        };
        responses: {
            /** @description Whether errors may be reported with the key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorTrackingAccess"];
                };
            };
            /** @description The JSON of the body is malformed. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The project does not exist. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            /** @description A parameter is missing, blank or invalid; which one is not told. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Which agent does this token belong to? */
    getAgentInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent, its project and how to reach the project's repository. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInfo"];
                };
            };
            401: components["responses"]["KasUnauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Where does the repository of this project lie? */
    getAgentProjectInfo: {
        parameters: {
            query: {
                /**
                 * @description The project: its id, or its full path,
                 *     [URL-encoded](https://docs.gitlab.com/ee/api/index.html#namespaced-path-encoding) (`gnuwget%2Fwget2`). A path
                 *     without a slash names no project.
                 */
                id: number | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project and how to reach its repository. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentProjectInfo"];
                };
            };
            /**
             * @description `id` is missing. GitLab itself looks for a project without an id then, finds none and answers 404; a server
             *     that holds its callers to this contract answers 400.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            401: components["responses"]["KasUnauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Count what the agents have done. */
    recordAgentUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What has happened since the last report. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RecordAgentUsageRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["RecordAgentUsageRequest"];
                "multipart/form-data": components["schemas"]["RecordAgentUsageRequest"];
            };
        };
        responses: {
            /** @description Everything is counted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description A number is missing, is none or is negative, parameters exclude each other, or the JSON of the body is
             *     malformed. A negative number is noticed later than the rest and has a shape of its own.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"] | components["schemas"]["MessageError"];
                };
            };
            401: components["responses"]["KasUnauthorized"];
            /** @description The operations flag `kubernetes_agent_internal_api` of this GitLab is switched off. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Raise an alert about traffic that a network policy dropped. */
    createCiliumAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The alert. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCiliumAlertRequest"] | string;
                "application/x-www-form-urlencoded": components["schemas"]["CreateCiliumAlertRequest"];
                "multipart/form-data": components["schemas"]["CreateCiliumAlertRequest"];
            };
        };
        responses: {
            /** @description The alert is raised, or counted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": 200;
                };
            };
            /**
             * @description `alert` is missing or no object, or the JSON of the body is malformed. An alert that is too large or that
             *     GitLab cannot save has the bare number 400 as its body.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"] | 400;
                };
            };
            401: components["responses"]["KasUnauthorized"];
            403: components["responses"]["AgentForbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Record a vulnerability that a scan of the cluster found. */
    upsertStarboardVulnerability: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The vulnerability and what found it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpsertStarboardVulnerabilityRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["UpsertStarboardVulnerabilityRequest"];
                "multipart/form-data": components["schemas"]["UpsertStarboardVulnerabilityRequest"];
            };
        };
        responses: {
            /** @description The vulnerability is recorded, now or earlier. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StarboardFinding"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["KasUnauthorized"];
            403: components["responses"]["AgentForbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Resolve the vulnerabilities that a scan no longer found. */
    resolveStarboardVulnerabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What the scan found. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveStarboardVulnerabilitiesRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["ResolveStarboardVulnerabilitiesRequest"];
                "multipart/form-data": components["schemas"]["ResolveStarboardVulnerabilitiesRequest"];
            };
        };
        responses: {
            /** @description The others are resolved. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": 200;
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["KasUnauthorized"];
            403: components["responses"]["AgentForbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Which scans do the policies of the agent's project demand? */
    listScanExecutionPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policies. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanExecutionPolicies"];
                };
            };
            401: components["responses"]["KasUnauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** When is this agent to scan, and which namespaces? */
    listPolicyConfigurations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configurations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyConfigurations"];
                };
            };
            401: components["responses"]["KasUnauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Which subscription does this namespace have? */
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The namespace: its id, or its full path with each slash encoded as `%2F`. The namespace that belongs to a project is
                 *     not found.
                 */
                id: components["parameters"]["NamespaceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription, or nulls in its place. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The caller may see the namespace, but is neither an administrator nor an owner of it. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            404: components["responses"]["NamespaceNotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Change the subscription of a namespace. */
    updateSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The namespace: its id, or its full path with each slash encoded as `%2F`. The namespace that belongs to a project is
                 *     not found.
                 */
                id: components["parameters"]["NamespaceId"];
            };
            cookie?: never;
        };
        /** @description What is to change. GitLab also takes all of it from the query string. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateSubscriptionRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["UpdateSubscriptionRequest"];
                "multipart/form-data": components["schemas"]["UpdateSubscriptionRequest"];
            };
        };
        responses: {
            /** @description The subscription, as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A parameter is invalid, the JSON of the body is malformed, or the subscription cannot be saved as it is. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"] | components["schemas"]["ModelError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such namespace, it belongs to a project, the caller may not see it, or it has no subscription yet. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Create the subscription of a namespace. */
    createSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The namespace: its id, or its full path with each slash encoded as `%2F`. The namespace that belongs to a project is
                 *     not found.
                 */
                id: components["parameters"]["NamespaceId"];
            };
            cookie?: never;
        };
        /** @description The subscription that begins. GitLab also takes all of it from the query string. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSubscriptionRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateSubscriptionRequest"];
                "multipart/form-data": components["schemas"]["CreateSubscriptionRequest"];
            };
        };
        responses: {
            /** @description The subscription, as it is now. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /**
             * @description A parameter is missing or invalid, the JSON of the body is malformed, or the subscription cannot be saved as it
             *     is.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"] | components["schemas"]["ModelError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NamespaceNotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Add packs of CI/CD minutes to a namespace. */
    createMinutesPacks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The namespace: its id, or its full path with each slash encoded as `%2F`. The namespace that belongs to a project is
                 *     not found.
                 */
                id: components["parameters"]["NamespaceId"];
            };
            cookie?: never;
        };
        /** @description The packs that were bought. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMinutesPacksRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateMinutesPacksRequest"];
                "multipart/form-data": components["schemas"]["CreateMinutesPacksRequest"];
            };
        };
        responses: {
            /** @description The packs as they are stored, in the order of the request. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MinutesPack"][];
                };
            };
            /** @description A parameter is missing or invalid, the JSON of the body is malformed, or a pack cannot be saved; then none is. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"] | components["schemas"]["MessageError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NamespaceNotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Move all packs of CI/CD minutes from one namespace to another. */
    moveMinutesPacks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The namespace: its id, or its full path with each slash encoded as `%2F`. The namespace that belongs to a project is
                 *     not found.
                 */
                id: components["parameters"]["NamespaceId"];
                /** @description The namespace that receives the packs; its id, or its full path with each slash encoded as `%2F`. */
                target_id: components["parameters"]["TargetNamespaceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The packs, if there were any, have moved. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description The packs may not move between these two namespaces. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description One of the two namespaces does not exist, or belongs to a project. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageError"];
                };
            };
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Say when namespaces are reconciled next. */
    upsertUpcomingReconciliations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description When which namespace is reconciled next. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpsertUpcomingReconciliationsRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["UpsertUpcomingReconciliationsRequest"];
                "multipart/form-data": components["schemas"]["UpsertUpcomingReconciliationsRequest"];
            };
        };
        responses: {
            /** @description All are saved. The body is the number 200. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": 200;
                };
            };
            /**
             * @description A parameter is missing or invalid or the JSON of the body is malformed, and nothing is saved; or some
             *     reconciliations are refused, and the others are saved. Then `message.error` is JSON text: an array with an
             *     object for each that is refused, of which the key is the namespace's id and the value lists what is wrong. If
             *     the database refuses them all, the key is `bulk_upsert` and the value the reason.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"] | components["schemas"]["ServiceError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GitlabComOnly"];
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** Say that a namespace is not reconciled any more. */
    deleteUpcomingReconciliation: {
        parameters: {
            query: {
                /** @description The namespace that is not reconciled any more. */
                namespace_id: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upcoming reconciliation is deleted. There is no body. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The parameter is missing or invalid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["GitlabComOnly"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    /** List the users that the identity provider manages in a group. */
    listScimUsers: {
        parameters: {
            query?: {
                /**
                 * @description `<attribute> eq <value>`, after [section 3.4.2.2 of RFC 7644](https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2),
                 *     of which GitLab knows no more than this. The attributes are spelled as here, and `eq` in lower case. `id` and
                 *     `externalId` are the external UID, GitLab's `extern_uid`; `userName` is compared with the external UID first, then
                 *     with the username, then with the e-mail address and its part before the `@`. Quotes around the value are removed. A
                 *     value ends at its first space, in quotes as well. An empty filter counts as none.
                 */
                filter?: components["parameters"]["ScimFilter"];
                /** @description Where the page starts, counted from 1. Anything below 1 means 1. */
                startIndex?: number;
                /** @description How many users to return at most. 100 is the most that GitLab returns; anything below 1 means 20. */
                count?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Full path of the group, or its id. A slash in it is written `%2F`; groups with SAML single sign-on are top-level
                 *     groups, so there seldom is one.
                 * @example test_group
                 */
                group_path: components["parameters"]["GroupPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users that match; there may be none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimListResponse"];
                };
            };
            401: components["responses"]["ScimUnauthorized"];
            403: components["responses"]["ScimForbidden"];
            404: components["responses"]["ScimNotFound"];
            /** @description The filter names another attribute or operator than GitLab knows, or has no value. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimError"];
                };
            };
            500: components["responses"]["ScimInternalServerError"];
            503: components["responses"]["ScimServiceUnavailable"];
        };
    };
    /** Create a user in a group, or bring in one who exists. */
    createScimUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Full path of the group, or its id. A slash in it is written `%2F`; groups with SAML single sign-on are top-level
                 *     groups, so there seldom is one.
                 * @example test_group
                 */
                group_path: components["parameters"]["GroupPath"];
            };
            cookie?: never;
        };
        /** @description Who the user is. */
        requestBody: {
            content: {
                "application/scim+json": components["schemas"]["CreateScimUserRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["CreateScimUserRequest"];
            };
        };
        responses: {
            /** @description The user, created now or earlier. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimUser"];
                };
            };
            400: components["responses"]["ScimInvalidSyntax"];
            401: components["responses"]["ScimUnauthorized"];
            403: components["responses"]["ScimForbidden"];
            404: components["responses"]["ScimNotFound"];
            /**
             * @description Something that must be unique is taken; in most cases the user with the address has another external UID in
             *     this group.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimError"];
                };
            };
            /**
             * @description A value is missing or not acceptable. `externalId`, `emails` and `userName` are listed, under GitLab's own names
             *     for them, if one is missing; so are `emails` if none has the type `work` or is primary.
             */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimError"];
                };
            };
            415: components["responses"]["ScimUnsupportedMediaType"];
            500: components["responses"]["ScimInternalServerError"];
            503: components["responses"]["ScimServiceUnavailable"];
        };
    };
    /** What does GitLab know of this user? */
    getScimUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Full path of the group, or its id. A slash in it is written `%2F`; groups with SAML single sign-on are top-level
                 *     groups, so there seldom is one.
                 * @example test_group
                 */
                group_path: components["parameters"]["GroupPath"];
                /**
                 * @description External UID of the user: what the identity provider sent as `externalId`, not GitLab's own id. It may be any text, an
                 *     e-mail address for instance; a slash in it is written `%2F`.
                 * @example 0b1d561c-21ff-4092-beab-8154b17f82f2
                 */
                id: components["parameters"]["ScimUserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimUser"];
                };
            };
            401: components["responses"]["ScimUnauthorized"];
            403: components["responses"]["ScimForbidden"];
            404: components["responses"]["ScimNotFound"];
            500: components["responses"]["ScimInternalServerError"];
            503: components["responses"]["ScimServiceUnavailable"];
        };
    };
    /** Remove a user from the group. */
    deleteScimUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Full path of the group, or its id. A slash in it is written `%2F`; groups with SAML single sign-on are top-level
                 *     groups, so there seldom is one.
                 * @example test_group
                 */
                group_path: components["parameters"]["GroupPath"];
                /**
                 * @description External UID of the user: what the identity provider sent as `externalId`, not GitLab's own id. It may be any text, an
                 *     e-mail address for instance; a slash in it is written `%2F`.
                 * @example 0b1d561c-21ff-4092-beab-8154b17f82f2
                 */
                id: components["parameters"]["ScimUserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is inactive and no member of the group. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["ScimUnauthorized"];
            403: components["responses"]["ScimForbidden"];
            404: components["responses"]["ScimNotFound"];
            /** @description The user is the last owner of the group. Nothing has changed. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimError"];
                };
            };
            500: components["responses"]["ScimInternalServerError"];
            503: components["responses"]["ScimServiceUnavailable"];
        };
    };
    /** Deactivate or reactivate a user, or change their external UID. */
    updateScimUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Full path of the group, or its id. A slash in it is written `%2F`; groups with SAML single sign-on are top-level
                 *     groups, so there seldom is one.
                 * @example test_group
                 */
                group_path: components["parameters"]["GroupPath"];
                /**
                 * @description External UID of the user: what the identity provider sent as `externalId`, not GitLab's own id. It may be any text, an
                 *     e-mail address for instance; a slash in it is written `%2F`.
                 * @example 0b1d561c-21ff-4092-beab-8154b17f82f2
                 */
                id: components["parameters"]["ScimUserId"];
            };
            cookie?: never;
        };
        /** @description What to change. */
        requestBody: {
            content: {
                "application/scim+json": components["schemas"]["UpdateScimUserRequest"];
                "application/x-www-form-urlencoded": components["schemas"]["UpdateScimUserRequest"];
            };
        };
        responses: {
            /** @description Done, or ignored. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ScimInvalidSyntax"];
            401: components["responses"]["ScimUnauthorized"];
            403: components["responses"]["ScimForbidden"];
            404: components["responses"]["ScimNotFound"];
            /**
             * @description The user is the last owner of the group, or the new external UID is blank or belongs to somebody else, or a
             *     `path` is malformed (GitLab itself ignores such an operation). Nothing has changed.
             */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/scim+json": components["schemas"]["ScimError"];
                };
            };
            415: components["responses"]["ScimUnsupportedMediaType"];
            500: components["responses"]["ScimInternalServerError"];
            503: components["responses"]["ScimServiceUnavailable"];
        };
    };
}
