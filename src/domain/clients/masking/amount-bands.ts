const tenThousand = 10_000;
/** Upper ends of the bands, in ten thousands of yuan. */
const ends = [1, 5, 10, 20, 50, 100, 300, 600, 1000];

/** 42万 → 20万–50万. */
function amountBand(yuan: number, unit: string): string {
  const size = Math.abs(yuan) / tenThousand;
  const above = ends.find((end) => size < end);
  const last = ends.at(-1);
  if (above === undefined) return `${last}万${unit}以上`;
  const below = ends[ends.indexOf(above) - 1];
  return below === undefined ? `${above}万${unit}以内` : `${below}万–${above}万${unit}`;
}

const amount =
  /(?<![\d.,])[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(?:(亿|百万|万|千)\s*(元|块钱|块)?|(元|块钱|块))|[¥￥]\s*(\d[\d,]*(?:\.\d+)?)|(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?)/g;

const factors: Readonly<Record<string, number>> = {
  亿: 100_000_000,
  百万: 1_000_000,
  万: tenThousand,
  千: 1000,
};

/** Every sum of money in a text as the band it lies in. */
export function withAmountBands(text: string): string {
  return text.replace(
    amount,
    (_all, whole = '', part = '', factor = '', unit = '', plainUnit = '', ...bare) => {
      const digits = `${whole}${part}` || String(bare[0] ?? bare[1] ?? '');
      const yuan = Number(digits.replaceAll(',', '')) * (factors[factor] ?? 1);
      return amountBand(yuan, unit || plainUnit ? '元' : '');
    },
  );
}
