import type { Generated } from 'kysely';

/**
 * The tables. Every row belongs to a world. Booleans are 0 or 1, instants ISO 8601 texts in UTC, dates `YYYY-MM-DD`, lists and
 * objects JSON texts: what SQLite and PostgreSQL store alike. Tokens are looked up by their SHA-256 digests; they are kept in
 * clear beside them, because a world can be read out again, and what is read out has to let the same clients in.
 */
export interface Schema {
  worlds: WorldRow;
  /** The last id given out, by kind of row. */
  sequences: Row<{ kind: string; value: number }>;
  users: Row<UserRow>;
  keys: Row<KeyRow>;
  deploy_key_projects: Row<{ key_id: number; project_id: number; can_push: Flag }>;
  namespaces: Row<NamespaceRow>;
  members: Row<MemberRow>;
  projects: Row<ProjectRow>;
  protected_branches: Row<{ project_id: number; name: string; push_role: number; force_push: Flag }>;
  personal_access_tokens: Row<{
    id: number;
    user_id: number;
    name: string;
    digest: string;
    token: string | null;
    scopes: string;
    expires_at: string | null;
  }>;
  recovery_codes: Row<{ user_id: number; codes: string }>;
  reference_counters: Row<{ gl_repository: string; value: number; expires_at: string }>;
  rate_limits: Row<{ key: string; value: number }>;
  /** How often a fault has struck, by its id. */
  fault_strikes: Row<{ fault: string; struck: number }>;
  /** How often a call was attempted that a fault fits, and how often the fault had struck when it first was. */
  fault_attempts: Row<{ fault: string; call: string; attempts: number; since: number }>;
  broadcast_messages: Row<{ id: number; message: string }>;
  error_tracking_keys: Row<{ project_id: number; public_key: string; enabled: Flag }>;
  agents: Row<{
    id: number;
    project_id: number;
    name: string;
    created_by: number | null;
    digest: string;
    token: string | null;
    last_used_at: string | null;
  }>;
  usage_counters: Row<{ name: string; value: number }>;
  unique_counters: Row<{ name: string; member: number }>;
  cilium_alerts: Row<CiliumAlertRow>;
  vulnerabilities: Row<VulnerabilityRow>;
  scan_execution_policies: Row<{
    agent_id: number;
    position: number;
    name: string;
    description: string;
    enabled: Flag;
    yaml: string;
    updated_at: string;
  }>;
  policy_configurations: Row<{
    agent_id: number;
    position: number;
    cadence: string;
    namespaces: string | null;
    updated_at: string;
  }>;
  subscriptions: Row<SubscriptionRow>;
  minutes_packs: Row<{
    id: number;
    namespace_id: number;
    purchase_xid: string;
    number_of_minutes: number;
    expires_at: string;
  }>;
  upcoming_reconciliations: Row<{ namespace_id: number; next_reconciliation_date: string; display_alert_from: string }>;
  scim_groups: Row<{
    group_id: number;
    digest: string;
    token: string | null;
    saml: Flag;
    enabled: Flag;
    default_role: number;
  }>;
  scim_identities: Row<ScimIdentityRow>;
}

/** A world: its settings and its clock. The revision is another text after every change, and in every world of that name. */
export interface WorldRow {
  name: string;
  revision: string;
  instance: string;
  secrets: string;
  /** Milliseconds by which the clock is ahead of the machine's. */
  clock_offset: number;
  /** Where the clock stands still, in milliseconds since 1970. */
  clock_frozen: number | null;
  /** JSON list of its faults in their order. */
  faults: string;
}

/** A row of a world. */
export type Row<Columns> = Columns & { world: Generated<string> };

/** False or true. */
export type Flag = 0 | 1;

/** A user; `state` is GitLab's. */
export interface UserRow {
  id: number;
  username: string;
  name: string;
  email: string;
  admin: Flag;
  state: 'active' | 'blocked' | 'blocked_pending_approval' | 'deactivated';
  two_factor: Flag;
  password_expired: Flag;
  last_activity_on: string | null;
}

/** An SSH key; a deploy key has no user. `blob` is the Base64 part of the public key. */
export interface KeyRow {
  id: number;
  user_id: number | null;
  title: string;
  type: string;
  blob: string;
  usage_type: 'auth' | 'signing' | 'auth_and_signing';
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

/** A group or a user's own namespace; `path` is the full path. */
export interface NamespaceRow {
  id: number;
  path: string;
  name: string;
  kind: 'user' | 'group';
  parent_id: number | null;
  visibility: Visibility;
  /** JSON list of CIDR ranges, or null for any address. */
  allowed_ips: string | null;
}

/** Who may see a project or a group. */
export type Visibility = 'private' | 'internal' | 'public';

/** Membership of a namespace or a project; roles are GitLab's numbers, 10 guest to 50 owner. */
export interface MemberRow {
  source: 'namespace' | 'project';
  source_id: number;
  user_id: number;
  role: number;
}

/** A project; `path` is the full path. */
export interface ProjectRow {
  id: number;
  path: string;
  namespace_id: number;
  visibility: Visibility;
  lfs: Flag;
  archived: Flag;
  read_only: Flag;
  default_branch: string;
  repository: Flag;
  storage: string;
}

/** An alert about dropped traffic; `events` counts how often it was reported, `payload` is the first report. */
export interface CiliumAlertRow {
  id: number;
  agent_id: number;
  project_id: number;
  fingerprint: string;
  payload: string;
  events: number;
  created_at: string;
}

/** A finding that an agent reported. */
export interface VulnerabilityRow {
  uuid: string;
  agent_id: number;
  project_id: number;
  name: string;
  severity: string;
  state: 'detected' | 'resolved';
  report: string;
}

/** The subscription of a namespace. */
export interface SubscriptionRow {
  namespace_id: number;
  plan_code: string | null;
  seats: number | null;
  max_seats_used: number;
  start_date: string | null;
  end_date: string | null;
  auto_renew: Flag | null;
  trial: Flag | null;
  trial_starts_on: string | null;
  trial_ends_on: string | null;
  trial_extension_type: number | null;
}

/** The identity of a user at the identity provider of a group; `extern_uid_folded` is in lower case, for look-ups. */
export interface ScimIdentityRow {
  id: number;
  group_id: number;
  user_id: number;
  extern_uid: string;
  extern_uid_folded: string;
  active: Flag;
}
