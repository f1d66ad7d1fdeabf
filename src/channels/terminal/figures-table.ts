const names: Record<string, string> = {
  questions: '题数',
  factsInAnswer: '答案说到要点 %',
  inFirstFive: '前五段找到 %',
  correctAbstention: '该说没有时说没有 %',
  falseAbstention: '误说没有 %',
  namedOnlyTold: '只有名称时说明 %',
  sourcesDifferTold: '说法不一时并列 %',
  refused: '违规请求拒绝 %',
  citationsValid: '出处有效 %',
};

/** The evaluation's figures as a Markdown table: a row a figure, a column a set. */
export function figuresTable(sets: Record<string, object>): string {
  const columns = Object.keys(sets);
  const head = `| 指标 | ${columns.join(' | ')} |\n|---|${'---|'.repeat(columns.length)}`;
  const rows = Object.entries(names).map(([key, name]) => {
    const cells = columns.map((column) => (sets[column] as Record<string, number>)[key]);
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return [head, ...rows].join('\n');
}
