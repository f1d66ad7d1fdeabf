const addressed =
  /(?:欧阳|上官|司马|诸葛|司徒|东方|尉迟|皇甫|公孙|慕容|令狐|夏侯|端木|南宫|\p{Script=Han})(先生|女士|小姐|太太|总|董|老板|老师|医生|主任|校长|阿姨|叔叔|大哥|大姐)/gu;
// Words in which a title stands behind something that is no surname: 各位先生, 汇总, 老总.
const noSurname = /^[位的和与及各汇小老大副]/;
const digits = /\d{4,}/g;

/** A text without what tells who the client is: names, forms of address, tails of numbers. */
export function withoutClient(text: string, calledNames: readonly string[]): string {
  const names = [...calledNames]
    .filter((name) => [...name].length >= 2)
    .sort((a, b) => b.length - a.length);
  const unnamed = names.reduce((rest, name) => {
    const title = /先生$|女士$/.exec(name)?.[0] ?? '';
    return rest.replaceAll(name, `某${title === '' ? '某' : title}`);
  }, text);
  return unnamed
    .replace(addressed, (whole, title: string) => (noSurname.test(whole) ? whole : `某${title}`))
    .replace(/(尾号|尾數|末四位)\s*\d{2,}/g, '$1****')
    .replace(digits, (run) =>
      /^(19|20)\d\d$/.test(run) || /^(95|400|800)/.test(run) ? run : '****',
    );
}

/** A client's id as it is shown to who looks at the log: enough to tell rows apart. */
export function maskedId(clientId: string): string {
  const shown = Math.min(2, Math.floor(clientId.length / 4));
  return `${clientId.slice(0, 1)}***${shown === 0 ? '' : clientId.slice(-shown)}`;
}
