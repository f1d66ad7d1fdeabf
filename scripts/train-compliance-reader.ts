import { join } from 'node:path';
import { writeReaderFile } from '../src/retrieval/compliance-reader-file.ts';
import { readReaderSources, trainReader } from '../src/retrieval/train-compliance-reader.ts';

// Run after a change of knowledge/compliance/clauses/ or word-classes.yaml.
const folder = join(import.meta.dirname, '..', 'knowledge', 'compliance');
const sources = readReaderSources(folder);
const started = performance.now();
const trained = trainReader(sources);
writeReaderFile(folder, trained, sources.classes);
const bad = sources.sentences.filter(({ label }) => label !== 'clean').length;
process.stdout.write(
  `${sources.sentences.length} sentences, ${bad} of them violating, ${(performance.now() - started).toFixed(0)} ms\n`,
);
