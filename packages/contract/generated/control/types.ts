// Generated from openapi/ by `pnpm generate`. Do not edit.
export interface paths {
    "/-/liveness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does the process answer?
         * @description Looks at nothing else, the database least of all; the reply is that of GitLab's own route.
         */
        get: operations["checkLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the server do its work?
         * @description Asks the database for something small. The reply has the shape of GitLab's own route: `master_check` always, the other
         *     checks with `all=1`.
         */
        get: operations["checkReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does the process answer? (the older name)
         * @description The same as `/-/liveness`, under the name that the stub gave it first.
         */
        get: operations["checkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the metrics
         * @description What the server measured since it started, for Prometheus: requests by operation, consumer, status and verdict
         *     (`valid`; `invalid`, it broke the contract; `refused`, it kept the contract and was refused; `defect`, the server
         *     failed), how long they took, how many were refused because too many waited for their turn, and how busy the
         *     database's connections are.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the contract as JSON
         * @description The internal API in the release that is served.
         */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the contract as YAML
         * @description The internal API in the release that is served.
         */
        get: operations["getOpenapiYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the reference site
         * @description The page that leads to the others: who calls what, how each caller gets in, what a refusal looks like, and what changed
         *     between the releases.
         */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/docs/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description `13.7`, `14.2`, `15.5` or `15.6`, or the release that is served; `changes-14.2-15.5` for two editions, the older one
                 *     first; `try`; `control`.
                 */
                page: components["parameters"]["PageName"];
            };
            cookie?: never;
        };
        /**
         * Get a page of the reference site
         * @description The internal API in a release, for people; what changed between two of them; the examples, to be changed and sent; or
         *     the document that you read.
         */
        get: operations["getReferencePage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/control/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the control API's contract as JSON
         * @description The document that you read.
         */
        get: operations["getControlOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/control/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the control API's contract as YAML
         * @description The document that you read.
         */
        get: operations["getControlOpenapiYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/control/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the control API's reference page
         * @description The document that you read, for people.
         */
        get: operations["getControlReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the worlds
         * @description Every world of the server and of those that share its database.
         */
        get: operations["listWorlds"];
        put?: never;
        /**
         * Make a world
         * @description The world is empty without `from`, else described in the request, one that ships with the server, or a copy of
         *     another.
         */
        post: operations["createWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds/{world}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /**
         * Get a world
         * @description What is in the world now, as far as a world file can say it: what happened since it was made is in it, but not its
         *     counters, its recovery codes, the findings of its agents, and when a key was used last.
         */
        get: operations["getWorld"];
        put?: never;
        post?: never;
        /**
         * Delete a world
         * @description Deletes the world and everything in it. The world `default` cannot be deleted.
         */
        delete: operations["deleteWorld"];
        options?: never;
        head?: never;
        /**
         * Change a world
         * @description Patches the world as getWorld shows it. The result is checked as a world file is, and takes the place of the world in
         *     one step. Where only settings and secrets change, nothing else is touched; what a world file cannot say (counters,
         *     recovery codes, findings) stays in any case.
         */
        patch: operations["updateWorld"];
        trace?: never;
    };
    "/-/worlds/{world}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /**
         * What time is it in a world?
         * @description Tokens, keys, subscriptions and counters of the world expire by this clock and no other.
         */
        get: operations["getClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Freeze, free or set a world's clock
         * @description What the body does not name stays as it is.
         */
        patch: operations["updateClock"];
        trace?: never;
    };
    "/-/worlds/{world}/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a world's clock forward
         * @description A frozen clock stands still again at the new time; one that runs runs on.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds/{world}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /**
         * What was asked in this world, and what was answered?
         * @description The requests to the internal API in this world that fit all filters, the oldest first, as far as the journal still has
         *     them. A filter that does not exist is refused. As `application/x-ndjson` each entry is a line.
         */
        get: operations["listJournalEntries"];
        put?: never;
        post?: never;
        /**
         * Forget what happened in this world
         * @description Removes all entries of this server's journal of the world and all pushes that it followed.
         */
        delete: operations["deleteJournalEntries"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds/{world}/journal.har": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /**
         * Export the journal as HAR
         * @description The entries that fit all filters as an HTTP archive, for tools that read such.
         */
        get: operations["getJournalArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds/{world}/journal/pushes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /**
         * Did the pushes in this world keep the protocol?
         * @description A push is three calls: `checkGitAccess` for `git-receive-pack`, which says yes (GitLab Shell asks once, Gitaly again
         *     with the refs); `preReceive`, which raises the repository's reference counter; and `postReceive`, which lowers it.
         *
         *     A push breaks the protocol when one of the first two is missing, or when `postReceive`
         *
         *     - comes a second time,
         *     - names another repository or another actor,
         *     - leaves the counter above the number of pushes under way, or
         *     - does not come within 600 seconds on the clock of the world, after which GitLab lets the counter expire.
         *
         *     Calls belong together by repository, by actor and, where those leave it open, by correlation id.
         */
        get: operations["listPushes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds/{world}/faults": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        /**
         * List the faults of a world
         * @description In the order in which they are looked at, which is that of their making.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Make a fault
         * @description A fault does exactly one thing: `answer`, `wait`, `cut`, `garble` or `redirect`. It strikes from the next request
         *     that fits it, on every server that shares the database.
         */
        post: operations["createFault"];
        /**
         * Delete all faults of a world
         * @description No request of the world is struck any more.
         */
        delete: operations["deleteFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/-/worlds/{world}/faults/{fault}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
                /** @description The name of the fault. */
                fault: components["parameters"]["FaultName"];
            };
            cookie?: never;
        };
        /**
         * Get a fault
         * @description The fault as it was made, and how often it has struck.
         */
        get: operations["getFault"];
        /**
         * Make or replace a fault
         * @description A fault does exactly one thing: `answer`, `wait`, `cut`, `garble` or `redirect`. One that exists keeps its place in
         *     the order and is counted anew; a new one comes after the others.
         */
        put: operations["upsertFault"];
        post?: never;
        /**
         * Delete a fault
         * @description Requests that it would still have struck are answered as without it.
         */
        delete: operations["deleteFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The server answers. */
        Health: {
            /**
             * @description Always `ok`; a server that is not well does not answer.
             * @enum {string}
             */
            status: "ok";
        };
        /** @description A refusal. */
        Error: {
            /** @description What was refused and why, for a person. */
            error: string;
        };
        /** @description The results of one check. */
        ReadinessCheck: {
            /**
             * @description Whether it passed.
             * @enum {string}
             */
            status: "ok" | "failed";
            /** @description Why it failed. */
            message?: string;
        }[];
        /** @description Whether the server can do its work, in the shape of GitLab's own `/-/readiness`. */
        Readiness: {
            /**
             * @description `failed` as soon as one check failed.
             * @enum {string}
             */
            status: "ok" | "failed";
            master_check?: components["schemas"]["ReadinessCheck"];
            db_check?: components["schemas"]["ReadinessCheck"];
        };
        /**
         * @description The name of a world: up to 100 letters, digits, `.`, `_` and `-`, the first of them a letter or a digit. `default` is
         *     the world that the server starts with.
         * @example test-17
         */
        WorldName: string;
        /** @description A world and where to reach it. */
        WorldSummary: {
            name: components["schemas"]["WorldName"];
            /**
             * @description The base URL under which a client talks to this world without a header.
             * @example http://127.0.0.1:3001/-/in/test-17
             */
            url: string;
        };
        /** @description The worlds of the server, by name. */
        WorldList: {
            /** @description Each world once. */
            worlds: components["schemas"]["WorldSummary"][];
        };
        /**
         * @description A world as a world file describes it: `world.schema.json` of the server says what may stand in each member. Secrets
         *     and tokens are not masked, so that it can be given to another server.
         */
        World: {
            /** @description The settings of the instance. */
            instance?: {
                [key: string]: unknown;
            };
            /** @description The secrets that services share with the instance. */
            secrets?: {
                [key: string]: unknown;
            };
            /** @description The users, with their personal access tokens. */
            users?: {
                [key: string]: unknown;
            }[];
            /** @description SSH keys of users. */
            keys?: {
                [key: string]: unknown;
            }[];
            /** @description SSH keys of projects. */
            deploy_keys?: {
                [key: string]: unknown;
            }[];
            /** @description Groups and personal namespaces, with members, subscriptions, packs of minutes and SCIM. */
            namespaces?: {
                [key: string]: unknown;
            }[];
            /** @description The projects, with members, protected branches and error tracking keys. */
            projects?: {
                [key: string]: unknown;
            }[];
            /** @description Agents for Kubernetes, with their policies. */
            agents?: {
                [key: string]: unknown;
            }[];
            /** @description Shown to everybody after a push. */
            broadcast_messages?: string[];
        };
        /** @description Where a new world comes from, one of the three; without it the world is empty. */
        WorldSource: {
            world?: components["schemas"]["World"];
            /**
             * @description The name of a world that ships with the server, such as `default` or `geo-secondary`.
             * @example default
             */
            file?: string;
            /** @description A world of this server, copied with all that happened in it and with its clock. */
            copy?: components["schemas"]["WorldName"];
        };
        /** @description A world to make. */
        CreateWorldRequest: {
            name: components["schemas"]["WorldName"];
            from?: components["schemas"]["WorldSource"];
        };
        /** @description A world that cannot be, with everything that is wrong with it. */
        WorldError: {
            /** @description What was refused and why, for a person. */
            error: string;
            /** @description What is wrong with the world, at most a hundred mistakes. */
            mistakes: {
                /**
                 * @description Where in the world it is, as a person writes it.
                 * @example users[3].state
                 */
                path: string;
                /** @description What is wrong there, and what would be right. */
                message: string;
            }[];
        };
        /**
         * @description A JSON Merge Patch ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)) of a world: members that are given take the
         *     place of those that are there, objects are merged member by member, lists are replaced as a whole, and `null` takes a
         *     member out, which brings its default back.
         */
        WorldPatch: {
            [key: string]: unknown;
        };
        /** @description The time of a world. */
        Clock: {
            /**
             * Format: date-time
             * @description What time it is in the world.
             */
            now: string;
            /** @description Whether time stands still there. */
            frozen: boolean;
            /** @description By how much the world is ahead of the machine right now; negative when it is behind. */
            offset_seconds: number;
        };
        /**
         * @description What to change of a clock. What is left out stays: a clock that is frozen stays so when it is set, and one that is
         *     freed goes on from where it stood. Of `now` and `offset_seconds` one may be given.
         */
        ClockPatch: {
            /**
             * Format: date-time
             * @description Set the clock to this instant.
             */
            now?: string;
            /** @description Stop the clock, or let it go on. */
            frozen?: boolean;
            /** @description Set the clock that far ahead of the machine's; 0 brings it back to the machine's time. */
            offset_seconds?: number;
        };
        /** @description How far to move a clock. */
        AdvanceClockRequest: {
            /** @description By how many seconds the clock is put forward; fractions are fine down to a millisecond. */
            seconds: number;
        };
        /**
         * @description Who sent it, as far as its headers, its credential and the operation tell.
         * @enum {string}
         */
        JournalConsumer: "gitlab-shell" | "gitaly" | "geo" | "kas" | "customers-dot" | "opstrace" | "scim-provider" | "unknown";
        /**
         * @description What became of the request: `invalid` broke the contract, `refused` kept it and was refused (status 400 and above) all
         *     the same, `defect` made the server fail.
         * @enum {string}
         */
        JournalVerdict: "valid" | "invalid" | "refused" | "defect";
        /**
         * @description `none` says that nobody looked at credentials, because the request was refused before, or nobody had to.
         * @enum {string}
         */
        CredentialsVerdict: "accepted" | "refused" | "none";
        /** @description A header. */
        JournalHeader: {
            /** @description Its name, in lower case. */
            name: string;
            /** @description Its value. */
            value: string;
        };
        /** @description The request as it came. */
        JournalRequest: {
            /** @description The method. */
            method: string;
            /** @description The path with its query, without the relative URL root and without the prefix that names a world. */
            url: string;
            /** @description The headers. */
            headers: components["schemas"]["JournalHeader"][];
            /** @description The body; null where there is none. */
            body: string | null;
            /**
             * @description How `body` is written; `base64` is for bytes that are no UTF-8.
             * @enum {string}
             */
            body_encoding: "utf-8" | "base64";
            /** @description The length of the whole body as it was sent. */
            body_bytes: number;
            /** @description Whether `body` is only the beginning, because there was more than 64 kB of it. */
            truncated: boolean;
        };
        /** @description The reply. Where a fault broke it on its way, it stands here as it was before. */
        JournalResponse: {
            /** @description The status. */
            status: number;
            /** @description The headers. */
            headers: components["schemas"]["JournalHeader"][];
            /** @description The body; null where there is none. */
            body: string | null;
            /**
             * @description How `body` is written; `base64` is for bytes that are no UTF-8.
             * @enum {string}
             */
            body_encoding: "utf-8" | "base64";
            /** @description The length of the whole body as it was sent. */
            body_bytes: number;
            /** @description Whether `body` is only the beginning, because there was more than 64 kB of it. */
            truncated: boolean;
        };
        /** @description Something in the request that breaks the contract. */
        JournalViolation: {
            /**
             * @description A stable name for the kind of violation.
             * @example missing
             */
            code: string;
            /**
             * @description Where in the request it is.
             * @enum {string}
             */
            in: "header" | "path" | "query" | "body" | "status";
            /**
             * @description A JSON pointer into that part.
             * @example /packs/0/expires_at
             */
            pointer: string;
            /** @description What is wrong. */
            message: string;
            /** @description The parameters that it is about, as GitLab names them. */
            names: string[];
        };
        /** @description A check of an access decision. */
        JournalStep: {
            /**
             * @description What was asked.
             * @example key has not expired
             */
            check: string;
            /** @description Whether it went on after that. */
            passed: boolean;
            /**
             * @description What was found.
             * @example key 7
             */
            detail?: string;
        };
        /** @description One request, what became of it, and the reply. Secrets in it read `[MASKED]`. */
        JournalEntry: {
            /** @description Ascends within a world of one server, from 1; clearing the journal does not start it again. */
            id: number;
            /** @description The world whose journal this is. */
            world: string;
            /**
             * Format: date-time
             * @description When the request came, by the machine's clock.
             */
            started_at: string;
            /**
             * Format: date-time
             * @description When it was answered, by the clock of the world.
             */
            world_time: string;
            /** @description How many milliseconds the answer took; null where the request could not be read. */
            duration_ms: number | null;
            /** @description `X-Request-Id` of the reply: that of the request, or a new one. */
            correlation_id: string;
            /** @description The `operationId` of the internal API; null where the request reached none. */
            operation: string | null;
            consumer: components["schemas"]["JournalConsumer"];
            request: components["schemas"]["JournalRequest"];
            /** @description The reply; null where the connection was cut before it. */
            response: components["schemas"]["JournalResponse"] | null;
            verdict: components["schemas"]["JournalVerdict"];
            /** @description What became of the credentials. */
            credentials: {
                verdict: components["schemas"]["CredentialsVerdict"];
                /** @description Why they were refused, a sentence each; the reply does not say so. */
                reasons: string[];
            };
            /** @description How the request breaks the contract. */
            violations: components["schemas"]["JournalViolation"][];
            /** @description The checks that led to an access decision, in their order; null where none was made. */
            trace: components["schemas"]["JournalStep"][] | null;
            /** @description The name of the fault that struck. */
            fault: string | null;
            /** @description For a request that reached no operation or no world, what it probably meant, a sentence each. */
            near_misses: string[];
        };
        /** @description Entries of a journal. */
        Journal: {
            /** @description The entries that were asked for, the oldest first. */
            entries: components["schemas"]["JournalEntry"][];
            /** @description The `id` of the newest entry of all, 0 before the first. What happens from here on is found with `since` set to it. */
            last_id: number;
            /** @description How many entries the journal had no more room for. */
            dropped: number;
        };
        /**
         * @description An archive in the format [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/), which browsers and proxies read.
         *     Each of its entries also has `_world`, `_worldTime`, `_operation`, `_consumer`, `_verdict`, `_credentials`,
         *     `_violations`, `_fault` and `_nearMisses`, as the journal has them.
         */
        Har: {
            /** @description The archive. */
            log: {
                /**
                 * @description The version of the format.
                 * @constant
                 */
                version: "1.2";
                /** @description What made it. */
                creator: {
                    /** @description This program. */
                    name: string;
                    /** @description Its version. */
                    version: string;
                };
                /** @description An entry for each exchange. */
                entries: {
                    [key: string]: unknown;
                }[];
            };
        };
        /**
         * @description - `allowed`: `checkGitAccess` said yes, and nothing more has come, which is fine: there may be nothing to push.
         *     - `refused`: `checkGitAccess` then said no to the refs.
         *     - `received`: `preReceive` has raised the counter.
         *     - `complete`: `postReceive` has lowered the counter.
         *     - `breached`: the callers did not keep the protocol.
         * @enum {string}
         */
        PushState: "allowed" | "refused" | "received" | "complete" | "breached";
        /** @description A call of a push. */
        PushCall: {
            /** @description The `id` of its journal entry. */
            entry: number;
            /**
             * @description Which operation was called.
             * @enum {string}
             */
            operation: "checkGitAccess" | "preReceive" | "postReceive";
            /**
             * Format: date-time
             * @description When, by the clock of the world.
             */
            world_time: string;
            /** @description The repository's reference counter after the call; null where the call did not touch it. */
            counter: number | null;
        };
        /** @description A `git push`, followed from checkGitAccess over preReceive to postReceive. */
        Push: {
            /** @description Ascends within a world of one server. */
            id: number;
            /**
             * @description The repository.
             * @example project-7
             */
            gl_repository: string;
            state: components["schemas"]["PushState"];
            /**
             * @description Who pushes, as checkGitAccess was told or postReceive says; null where nobody said so.
             * @example key-11
             */
            actor: string | null;
            /** @description The correlation ids of its calls, each once. */
            correlation_ids: string[];
            /** @description What the callers did against the protocol, a sentence each. */
            breaches: string[];
            /** @description The calls that belong to it, at most the first 50. */
            calls: components["schemas"]["PushCall"][];
        };
        /** @description The pushes of a world. */
        PushList: {
            /** @description The oldest first; the server follows the newest 250 of each world. */
            pushes: components["schemas"]["Push"][];
        };
        /**
         * @description The name of a fault: up to 100 letters, digits, `.`, `_` and `-`, the first of them a letter or a digit. Log, journal
         *     and metrics tell it where the fault strikes.
         * @example fail-first
         */
        FaultName: string;
        /** @description Answer this; the operation does not run. */
        FaultAnswer: {
            /**
             * @description The status, which need not be one that the contract declares.
             * @example 503
             */
            status: number;
            /**
             * @description Headers of the reply. Those that frame it, such as `Content-Length`, are the server's own.
             * @example {
             *       "Retry-After": "1"
             *     }
             */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description The body, sent as JSON, or a text as it is where `media_type` is not JSON. Without it there is none.
             * @example {
             *       "message": "Service Unavailable"
             *     }
             */
            body?: {
                [key: string]: unknown;
            } | unknown[] | string | number | boolean | null;
            /**
             * @description The media type of the body; without it that of the operation's own replies.
             * @example text/html
             */
            media_type?: string;
        };
        /**
         * @description Answer late; the operation runs at once, and its reply is held back. The wait ends when the client goes away or the
         *     server stops.
         */
        FaultWait: {
            /**
             * @description For how long, fractions allowed.
             * @example 0.5
             */
            seconds: number;
        };
        /**
         * @description End the connection. Some clients repeat by themselves a request that got no reply on a connection which they had used
         *     before; Go's does so with GET.
         */
        FaultCut: {
            /**
             * @description `before` the first byte of a reply, and the operation does not run; or `within` the reply: the operation runs, the
             *     head and half of the body are sent, and the rest is lost. Where there is no reply, log and metrics have the status
             *     444, nginx's for that.
             * @enum {string}
             */
            when: "before" | "within";
        };
        /** @description Let the operation run and break its reply. A reply without a body stays as it is, but for its media type. */
        FaultGarble: {
            /**
             * @description `malformed-json`: the body ends in its middle, with a `Content-Length` that says it is whole;
             *     `wrong-content-type`: the body stays, and is called `text/html`.
             * @enum {string}
             */
            how: "malformed-json" | "wrong-content-type";
        };
        /** @description Send the client elsewhere; the operation does not run. */
        FaultRedirect: {
            /**
             * @description The URL, absolute or not, for the header `Location`.
             * @example https://gitlab.example.com/api/v4/internal/check
             */
            location: string;
            /**
             * @description The status.
             * @default 302
             * @enum {integer}
             */
            status?: 301 | 302 | 303 | 307 | 308;
        };
        /**
         * @description Which requests a fault strikes, and what it does to them: exactly one of `answer`, `wait`, `cut`, `garble` and
         *     `redirect`.
         */
        FaultRule: {
            /** @description Without it the fault gets a name of its own, such as `fault-1`. */
            name?: components["schemas"]["FaultName"];
            /**
             * @description Only requests that reach this operation, by its `operationId`; without it those of all operations.
             * @example checkGitAccess
             */
            operation?: string;
            /**
             * @description Only requests of this consumer, as far as a request shows who sends it.
             * @enum {string}
             */
            consumer?: "gitlab-shell" | "gitaly" | "geo" | "kas" | "customers-dot" | "opstrace" | "scim-provider" | "unknown";
            /**
             * @description How many attempts of each call it strikes: the first so many requests to one operation that carry the same
             *     `X-Request-Id`. Requests without one are counted together, by operation.
             * @default always
             */
            attempts?: number | "always";
            answer?: components["schemas"]["FaultAnswer"];
            wait?: components["schemas"]["FaultWait"];
            cut?: components["schemas"]["FaultCut"];
            garble?: components["schemas"]["FaultGarble"];
            redirect?: components["schemas"]["FaultRedirect"];
        };
        /** @description A fault, and how often it struck. */
        Fault: components["schemas"]["FaultRule"] & {
            name: components["schemas"]["FaultName"];
            /** @description How many requests it has struck, over all servers that share the database. */
            struck: number;
        };
        /** @description The faults of a world, in the order in which they are looked at. */
        FaultList: {
            /** @description The first that fits a request strikes it. */
            faults: components["schemas"]["Fault"][];
        };
    };
    responses: {
        /** @description The query or the body cannot be read, or does not fit. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The document; its only server is the one that answers. */
        Document: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        /** @description The document; its only server is the one that answers. */
        DocumentText: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/yaml": string;
            };
        };
        /** @description One page that needs nothing else, also without a network. */
        Page: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** @description The site has no page of that name, or this server was started without a site, as tests in process are. */
        NoPage: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server was started with a control token, and the request does not present it. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The control API is off on this address, or a page of another origin asks. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such world. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server does not read bodies of this media type. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The result would not be a valid world; nothing was changed. */
        InvalidWorld: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WorldError"];
            };
        };
        /** @description The world as it is now. */
        World: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["World"];
            };
        };
        /** @description The clock as it is now. */
        Clock: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description The clock would leave the years 1970 to 9999. */
        Unprocessable: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The fault. */
        Fault: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Fault"];
            };
        };
        /** @description The fault is not valid; nothing was changed. */
        InvalidFault: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such world, or no such fault in it. */
        NoFault: {
            headers: {
                "X-Request-Id": components["headers"]["XRequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description `13.7`, `14.2`, `15.5` or `15.6`, or the release that is served; `changes-14.2-15.5` for two editions, the older one
         *     first; `try`; `control`.
         */
        PageName: string;
        /** @description The name of the world. */
        WorldName: components["schemas"]["WorldName"];
        /** @description Only requests to this operation, or with `none` those that reached none. */
        JournalOperation: string;
        /** @description Only requests of this consumer. */
        JournalConsumer: components["schemas"]["JournalConsumer"];
        /** @description Only requests with this verdict. */
        JournalVerdict: components["schemas"]["JournalVerdict"];
        /** @description Only requests whose credentials have this verdict. */
        JournalCredentials: components["schemas"]["CredentialsVerdict"];
        /** @description Only requests that were answered with this status. */
        JournalStatus: number;
        /** @description Only what has this correlation id, the `X-Request-Id` of request or reply. */
        CorrelationId: string;
        /** @description Only entries after the one with this `id`. */
        JournalSince: number;
        /** @description At most so many entries; they are the newest. */
        JournalLimit: number;
        /** @description If there is nothing to answer with, wait so many seconds for it. Once they are over, the answer is an empty list. */
        Wait: number;
        /** @description Only pushes to this repository. */
        PushRepository: string;
        /** @description Only pushes in this state. */
        PushState: components["schemas"]["PushState"];
        /** @description Only pushes that kept the protocol (`false`) or did not (`true`). */
        PushBreached: boolean;
        /** @description The name of the fault. */
        FaultName: components["schemas"]["FaultName"];
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
    /** Does the process answer? */
    checkLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    /** Can the server do its work? */
    checkReadiness: {
        parameters: {
            query?: {
                /** @description With `1` the reply lists every check. */
                all?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The database is away. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    /** Does the process answer? (the older name) */
    checkHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    /** Get the metrics */
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    /** Get the contract as JSON */
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Document"];
            400: components["responses"]["BadRequest"];
        };
    };
    /** Get the contract as YAML */
    getOpenapiYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DocumentText"];
            400: components["responses"]["BadRequest"];
        };
    };
    /** Get the reference site */
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Page"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NoPage"];
        };
    };
    /** Get a page of the reference site */
    getReferencePage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description `13.7`, `14.2`, `15.5` or `15.6`, or the release that is served; `changes-14.2-15.5` for two editions, the older one
                 *     first; `try`; `control`.
                 */
                page: components["parameters"]["PageName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Page"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NoPage"];
        };
    };
    /** Get the control API's contract as JSON */
    getControlOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Document"];
            400: components["responses"]["BadRequest"];
        };
    };
    /** Get the control API's contract as YAML */
    getControlOpenapiYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DocumentText"];
            400: components["responses"]["BadRequest"];
        };
    };
    /** Get the control API's reference page */
    getControlReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Page"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NoPage"];
        };
    };
    /** List the worlds */
    listWorlds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worlds, by name. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
        };
    };
    /** Make a world */
    createWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWorldRequest"];
            };
        };
        responses: {
            /** @description The world is there. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldSummary"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description There is a world of that name. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidWorld"];
        };
    };
    /** Get a world */
    getWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["World"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Delete a world */
    deleteWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The world is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The world is the default one. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    /** Change a world */
    updateWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["WorldPatch"];
            };
        };
        responses: {
            200: components["responses"]["World"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidWorld"];
        };
    };
    /** What time is it in a world? */
    getClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Freeze, free or set a world's clock */
    updateClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockPatch"];
                "application/merge-patch+json": components["schemas"]["ClockPatch"];
            };
        };
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
        };
    };
    /** Put a world's clock forward */
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdvanceClockRequest"];
            };
        };
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
        };
    };
    /** What was asked in this world, and what was answered? */
    listJournalEntries: {
        parameters: {
            query?: {
                /** @description Only requests to this operation, or with `none` those that reached none. */
                operation?: components["parameters"]["JournalOperation"];
                /** @description Only requests of this consumer. */
                consumer?: components["parameters"]["JournalConsumer"];
                /** @description Only requests with this verdict. */
                verdict?: components["parameters"]["JournalVerdict"];
                /** @description Only requests whose credentials have this verdict. */
                credentials?: components["parameters"]["JournalCredentials"];
                /** @description Only requests that were answered with this status. */
                status?: components["parameters"]["JournalStatus"];
                /** @description Only what has this correlation id, the `X-Request-Id` of request or reply. */
                correlation_id?: components["parameters"]["CorrelationId"];
                /** @description Only entries after the one with this `id`. */
                since?: components["parameters"]["JournalSince"];
                /** @description At most so many entries; they are the newest. */
                limit?: components["parameters"]["JournalLimit"];
                /** @description If there is nothing to answer with, wait so many seconds for it. Once they are over, the answer is an empty list. */
                wait?: components["parameters"]["Wait"];
            };
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Journal"];
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Forget what happened in this world */
    deleteJournalEntries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The journal is empty. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Export the journal as HAR */
    getJournalArchive: {
        parameters: {
            query?: {
                /** @description Only requests to this operation, or with `none` those that reached none. */
                operation?: components["parameters"]["JournalOperation"];
                /** @description Only requests of this consumer. */
                consumer?: components["parameters"]["JournalConsumer"];
                /** @description Only requests with this verdict. */
                verdict?: components["parameters"]["JournalVerdict"];
                /** @description Only requests whose credentials have this verdict. */
                credentials?: components["parameters"]["JournalCredentials"];
                /** @description Only requests that were answered with this status. */
                status?: components["parameters"]["JournalStatus"];
                /** @description Only what has this correlation id, the `X-Request-Id` of request or reply. */
                correlation_id?: components["parameters"]["CorrelationId"];
                /** @description Only entries after the one with this `id`. */
                since?: components["parameters"]["JournalSince"];
                /** @description At most so many entries; they are the newest. */
                limit?: components["parameters"]["JournalLimit"];
                /** @description If there is nothing to answer with, wait so many seconds for it. Once they are over, the answer is an empty list. */
                wait?: components["parameters"]["Wait"];
            };
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Har"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Did the pushes in this world keep the protocol? */
    listPushes: {
        parameters: {
            query?: {
                /** @description Only pushes to this repository. */
                gl_repository?: components["parameters"]["PushRepository"];
                /** @description Only pushes in this state. */
                state?: components["parameters"]["PushState"];
                /** @description Only pushes that kept the protocol (`false`) or did not (`true`). */
                breached?: components["parameters"]["PushBreached"];
                /** @description Only what has this correlation id, the `X-Request-Id` of request or reply. */
                correlation_id?: components["parameters"]["CorrelationId"];
                /** @description If there is nothing to answer with, wait so many seconds for it. Once they are over, the answer is an empty list. */
                wait?: components["parameters"]["Wait"];
            };
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pushes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** List the faults of a world */
    listFaults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The faults. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Make a fault */
    createFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultRule"];
            };
        };
        responses: {
            201: components["responses"]["Fault"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The world has a fault of that name, or as many as it may have. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidFault"];
        };
    };
    /** Delete all faults of a world */
    deleteFaults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There are none any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
        };
    };
    /** Get a fault */
    getFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
                /** @description The name of the fault. */
                fault: components["parameters"]["FaultName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Fault"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoFault"];
        };
    };
    /** Make or replace a fault */
    upsertFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
                /** @description The name of the fault. */
                fault: components["parameters"]["FaultName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultRule"];
            };
        };
        responses: {
            200: components["responses"]["Fault"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The world has as many faults as it may have. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidFault"];
        };
    };
    /** Delete a fault */
    deleteFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the world. */
                world: components["parameters"]["WorldName"];
                /** @description The name of the fault. */
                fault: components["parameters"]["FaultName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fault is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["XRequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoFault"];
        };
    };
}
