/** How many ballots one commit of the vote store made durable together. */
export const ATTR_COMMIT_BALLOTS = "emojivoto.commit.ballots";

/** The shortcode that a ballot of a VoteSession votes for. */
export const ATTR_CHOICE = "emojivoto.choice";

/** Whether a ballot of a VoteSession had been counted before; unset where it failed. */
export const ATTR_BALLOT_REPLAYED = "emojivoto.ballot.replayed";

/** How many ballots of a CastBallots stream were counted. */
export const ATTR_BALLOTS_COUNTED = "emojivoto.ballots.counted";

/** How many ballots of a CastBallots stream had been counted before. */
export const ATTR_BALLOTS_REPLAYED = "emojivoto.ballots.replayed";

/** How many ballots of a CastBallots stream failed. */
export const ATTR_BALLOTS_FAILED = "emojivoto.ballots.failed";
