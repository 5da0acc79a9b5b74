import { type ColumnDataType, type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The columns of each table: type, then `?` where it may be null. Every table has a `world` in front, and these as its key. */
const tables: Record<
  string,
  { columns: Record<string, string>; key: string[]; unique?: string[][]; index?: string[][] }
> = {
  sequences: { columns: { kind: 'text', value: 'integer' }, key: ['kind'] },
  users: {
    columns: {
      id: 'integer',
      username: 'text',
      name: 'text',
      email: 'text',
      admin: 'integer',
      state: 'text',
      two_factor: 'integer',
      password_expired: 'integer',
      last_activity_on: 'text?',
    },
    key: ['id'],
    unique: [['lower(username)'], ['lower(email)']],
  },
  keys: {
    columns: {
      id: 'integer',
      user_id: 'integer?',
      title: 'text',
      type: 'text',
      blob: 'text',
      usage_type: 'text',
      created_at: 'text',
      expires_at: 'text?',
      last_used_at: 'text?',
    },
    key: ['id'],
    unique: [['blob']],
  },
  deploy_key_projects: {
    columns: { key_id: 'integer', project_id: 'integer', can_push: 'integer' },
    key: ['key_id', 'project_id'],
  },
  namespaces: {
    columns: {
      id: 'integer',
      path: 'text',
      name: 'text',
      kind: 'text',
      parent_id: 'integer?',
      visibility: 'text',
      allowed_ips: 'text?',
    },
    key: ['id'],
    unique: [['lower(path)']],
    index: [['parent_id']],
  },
  members: {
    columns: { source: 'text', source_id: 'integer', user_id: 'integer', role: 'integer' },
    key: ['source', 'source_id', 'user_id'],
  },
  projects: {
    columns: {
      id: 'integer',
      path: 'text',
      namespace_id: 'integer',
      visibility: 'text',
      lfs: 'integer',
      archived: 'integer',
      read_only: 'integer',
      default_branch: 'text',
      repository: 'integer',
      storage: 'text',
    },
    key: ['id'],
    unique: [['path']],
    index: [['namespace_id']],
  },
  protected_branches: {
    columns: { project_id: 'integer', name: 'text', push_role: 'integer', force_push: 'integer' },
    key: ['project_id', 'name'],
  },
  personal_access_tokens: {
    columns: {
      id: 'integer',
      user_id: 'integer',
      name: 'text',
      digest: 'text',
      token: 'text?',
      scopes: 'text',
      expires_at: 'text?',
    },
    key: ['id'],
    unique: [['digest']],
  },
  recovery_codes: { columns: { user_id: 'integer', codes: 'text' }, key: ['user_id'] },
  reference_counters: {
    columns: { gl_repository: 'text', value: 'integer', expires_at: 'text' },
    key: ['gl_repository'],
  },
  rate_limits: { columns: { key: 'text', value: 'integer' }, key: ['key'] },
  fault_strikes: { columns: { fault: 'text', struck: 'integer' }, key: ['fault'] },
  fault_attempts: {
    columns: { fault: 'text', call: 'text', attempts: 'integer', since: 'integer' },
    key: ['fault', 'call'],
    index: [['fault', 'since']],
  },
  broadcast_messages: { columns: { id: 'integer', message: 'text' }, key: ['id'] },
  error_tracking_keys: {
    columns: { project_id: 'integer', public_key: 'text', enabled: 'integer' },
    key: ['project_id', 'public_key'],
  },
  agents: {
    columns: {
      id: 'integer',
      project_id: 'integer',
      name: 'text',
      created_by: 'integer?',
      digest: 'text',
      token: 'text?',
      last_used_at: 'text?',
    },
    key: ['id'],
    unique: [['digest']],
  },
  usage_counters: { columns: { name: 'text', value: 'bigint' }, key: ['name'] },
  unique_counters: { columns: { name: 'text', member: 'bigint' }, key: ['name', 'member'] },
  cilium_alerts: {
    columns: {
      id: 'integer',
      agent_id: 'integer',
      project_id: 'integer',
      fingerprint: 'text',
      payload: 'text',
      events: 'integer',
      created_at: 'text',
    },
    key: ['id'],
    unique: [['project_id', 'fingerprint']],
  },
  vulnerabilities: {
    columns: {
      uuid: 'text',
      agent_id: 'integer',
      project_id: 'integer',
      name: 'text',
      severity: 'text',
      state: 'text',
      report: 'text',
    },
    key: ['uuid'],
    index: [['agent_id', 'state']],
  },
  scan_execution_policies: {
    columns: {
      agent_id: 'integer',
      position: 'integer',
      name: 'text',
      description: 'text',
      enabled: 'integer',
      yaml: 'text',
      updated_at: 'text',
    },
    key: ['agent_id', 'position'],
  },
  policy_configurations: {
    columns: { agent_id: 'integer', position: 'integer', cadence: 'text', namespaces: 'text?', updated_at: 'text' },
    key: ['agent_id', 'position'],
  },
  subscriptions: {
    columns: {
      namespace_id: 'integer',
      plan_code: 'text?',
      seats: 'integer?',
      max_seats_used: 'integer',
      start_date: 'text?',
      end_date: 'text?',
      auto_renew: 'integer?',
      trial: 'integer?',
      trial_starts_on: 'text?',
      trial_ends_on: 'text?',
      trial_extension_type: 'integer?',
    },
    key: ['namespace_id'],
  },
  minutes_packs: {
    columns: {
      id: 'integer',
      namespace_id: 'integer',
      purchase_xid: 'text',
      number_of_minutes: 'integer',
      expires_at: 'text',
    },
    key: ['id'],
    unique: [['namespace_id', 'purchase_xid']],
    index: [['purchase_xid']],
  },
  upcoming_reconciliations: {
    columns: { namespace_id: 'integer', next_reconciliation_date: 'text', display_alert_from: 'text' },
    key: ['namespace_id'],
  },
  scim_groups: {
    columns: {
      group_id: 'integer',
      digest: 'text',
      token: 'text?',
      saml: 'integer',
      enabled: 'integer',
      default_role: 'integer',
    },
    key: ['group_id'],
  },
  scim_identities: {
    columns: {
      id: 'integer',
      group_id: 'integer',
      user_id: 'integer',
      extern_uid: 'text',
      extern_uid_folded: 'text',
      active: 'integer',
    },
    key: ['id'],
    unique: [
      ['group_id', 'extern_uid_folded'],
      ['group_id', 'user_id'],
    ],
    index: [['group_id', 'id']],
  },
};

/** The changes to the tables, in the order of their names; a migration that was released is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-initial': { up: createTables },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('worlds')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('instance', 'text', (column) => column.notNull())
    .addColumn('secrets', 'text', (column) => column.notNull())
    .addColumn('clock_offset', 'bigint', (column) => column.notNull())
    .addColumn('clock_frozen', 'bigint')
    .addColumn('faults', 'text', (column) => column.notNull())
    .execute();
  for (const [name, { columns, key, unique = [], index = [] }] of Object.entries(tables)) {
    await addColumns(db.schema.createTable(name), columns)
      .addPrimaryKeyConstraint(`${name}_key`, ['world', ...key] as never[])
      .execute();
    for (const [kind, sets] of [
      ['unique', unique],
      ['index', index],
    ] as const) {
      for (const set of sets) await createIndex(db, name, set, kind === 'unique');
    }
  }
}

function addColumns(
  table: CreateTableBuilder<string>,
  columns: Record<string, string>,
): CreateTableBuilder<string, string> {
  const withWorld: CreateTableBuilder<string, string> = table.addColumn('world', 'text', (column) => column.notNull());
  return Object.entries(columns).reduce((builder, [name, type]) => {
    const nullable = type.endsWith('?');
    return builder.addColumn(name, type.replace('?', '') as ColumnDataType, (column) =>
      nullable ? column : column.notNull(),
    );
  }, withWorld);
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[], unique: boolean): Promise<void> {
  const name = [table, ...columns].join('_').replaceAll(/\W+/g, '_');
  // Written raw for `lower(…)`, around what GitLab compares in any case.
  const index = db.schema
    .createIndex(name)
    .on(table)
    .expression(sql.raw(['world', ...columns].join(', ')));
  await (unique ? index.unique() : index).execute();
}
