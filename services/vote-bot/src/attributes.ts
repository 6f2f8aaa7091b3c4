/** Which scenario the visit follows. */
export const ATTR_VISIT_SCENARIO = "emojivoto.visit.scenario";

/** The visit's place in the run's schedule, from 1; with the seed it decides the visit's choices. */
export const ATTR_VISIT_NUMBER = "emojivoto.visit.number";

/** How the visit ended: `ok`, `expected` (the doughnut's failure) or `error`. */
export const ATTR_VISIT_OUTCOME = "emojivoto.visit.outcome";

/** The shortcode that was voted for. */
export const ATTR_CHOICE = "emojivoto.choice";
