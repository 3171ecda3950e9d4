/** Waits for an answer of the database so many milliseconds; one that fails or comes later counts as `otherwise`. */
export async function waitFor<T>(answer: Promise<T>, patience: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patience);
  });
  const answered = await Promise.race([answer.catch(() => otherwise), tooLate]);
  clearTimeout(timer);
  return answered;
}
