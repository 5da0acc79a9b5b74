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
         * Does the process answer?
         * @description The same as liveness, under the name that it has had first.
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
         *     failed), how long they took, and how busy the database's connections are.
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
         * Get the reference page
         * @description The internal API in the release that is served, for people.
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
         * @description An empty one, one that is described in the request, one that ships with the server, or a copy of another.
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
         * @description A clock that is frozen stands still again afterwards; one that goes goes on.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description That something works. */
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
        /** @description That a world is there. */
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
         *     and tokens are there in clear, so that it can be given to another server.
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
        /** @description This server was started without reference pages, as tests in process are. */
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
        /** @description The world that would come out of it is none; nothing was changed. */
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
    };
    parameters: {
        /** @description The name of the world. */
        WorldName: components["schemas"]["WorldName"];
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
}
