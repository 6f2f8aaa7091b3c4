/** How many ballots one commit of the vote store made durable together. */
export const ATTR_COMMIT_BALLOTS = "emojivoto.commit.ballots";
