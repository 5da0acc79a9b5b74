import packageJson from '../../package.json' with { type: 'json' };
import { catalogue, findingCodes } from '../findings/catalogue.ts';
import type { FindingGroup, FoundAt } from '../findings/collector.ts';
import { fullSentence, type Report, whereText } from './report.ts';

/** The report as SARIF 2.1.0 (Static Analysis Results Interchange Format). */
export function sarifReport(report: Report): string {
  const run = {
    tool: {
      driver: {
        name: 'gitlab-internal-api',
        version: packageJson.version,
        rules: findingCodes.map(ruleOf),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.problems.length === 0,
        exitCode: report.exitCode,
        toolExecutionNotifications: report.problems.map(({ at, message }) => ({
          level: 'error',
          message: { text: message },
          locations: [locationOf(at)],
        })),
      },
    ],
    results: report.findings.map(resultOf),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(code: (typeof findingCodes)[number]): object {
  const { severity, title, fix } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: title },
    help: { text: fix },
    defaultConfiguration: { level: severity },
  };
}

function resultOf(finding: FindingGroup): object {
  const { code, severity, fix, contract, fingerprint, count, places, operation, consumer } = finding;
  return {
    ruleId: code,
    ruleIndex: findingCodes.indexOf(code),
    level: severity,
    message: { text: `${finding.request}, ${whereText(finding)}: ${fullSentence(finding)} ${fix}` },
    locations: places.slice(0, 1).map(locationOf),
    relatedLocations: [...places.slice(1).map(locationOf), contractLocationOf(contract)].map((location, index) => ({
      id: index + 1,
      ...location,
    })),
    partialFingerprints: { 'finding/v1': fingerprint },
    occurrenceCount: count,
    properties: { operation: operation?.id ?? null, consumer, pointer: finding.pointer },
  };
}

function locationOf({ file, line, entry }: FoundAt): object {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    ...(entry !== undefined && { message: { text: `entry ${entry}` } }),
  };
}

function contractLocationOf({ file, pointer }: FindingGroup['contract']): object {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) } },
    message: { text: `the contract: ${file}#${pointer}` },
  };
}

/** A relative reference, whose first segment must not look like a scheme. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
