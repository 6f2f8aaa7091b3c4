export const uiChoices = ["auto", "tui", "plain", "quiet"] as const;
export type Ui = Exclude<(typeof uiChoices)[number], "auto">;

export type UiCircumstances = {
  readonly isTty: boolean;
  readonly env: { readonly CI?: string | undefined; readonly TERM?: string | undefined };
  /** Whether the run has no end of its own. */
  readonly isEndless: boolean;
};

/** `auto` decides by where the output goes; a frame that was asked for is plain lines where none can be drawn. */
export function chooseUi(asked: (typeof uiChoices)[number], { isTty, env, isEndless }: UiCircumstances): Ui {
  const canDraw = isTty && env.TERM !== "dumb";
  switch (asked) {
    case "auto":
      if (canDraw && !isCi(env.CI)) return "tui";
      // An endless run that nobody watches prints a line a vote, as upstream's does.
      return isEndless && !isTty ? "quiet" : "plain";
    case "tui":
      return canDraw ? "tui" : "plain";
    case "plain":
    case "quiet":
      return asked;
  }
}

function isCi(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false"].includes(value.toLowerCase());
}
