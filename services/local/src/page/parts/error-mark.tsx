/** A failure, by shape and colour. */
export function ErrorMark({ status }: { status: string }) {
  return (
    <span class="error-mark">
      <span aria-hidden="true">✕</span>
      <span class="visually-hidden">failed: </span>
      {status}
    </span>
  );
}
