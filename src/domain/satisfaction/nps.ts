/** How many gave which kind of score (product.md, Satisfaction). */
export interface Tally {
  promoters: number;
  neutral: number;
  detractors: number;
}

export const isPromoter = (score: number): boolean => score >= 4;
export const isDetractor = (score: number): boolean => score <= 2;

/** The tally of so many answers for each score, 1 to 5. */
export function tallyOf(scores: readonly { score: number; n: number }[]): Tally {
  const sum = (belongs: (score: number) => boolean) => scores.filter(({ score }) => belongs(score)).reduce((total, { n }) => total + n, 0);
  return { promoters: sum(isPromoter), neutral: sum((score) => !isPromoter(score) && !isDetractor(score)), detractors: sum(isDetractor) };
}

/** NPS = % promoters − % detractors, −100 to 100, not rounded; null when nobody answered. */
export function npsOf({ promoters, neutral, detractors }: Tally): number | null {
  const all = promoters + neutral + detractors;
  return all === 0 ? null : (100 * (promoters - detractors)) / all;
}
