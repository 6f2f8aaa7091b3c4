import { useEffect, useState } from "preact/hooks";
import { copyText } from "../data/copy-text.ts";

const saidForMs = 1_500;

/** Copies `text()` and says so. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), saidForMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await copyText(text());
    setCopied(true);
  };
  return (
    <button type="button" class="copy" onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? "✓ copied" : label}</span>
    </button>
  );
}
