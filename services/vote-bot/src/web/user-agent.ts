export const userAgent = "emojivoto-vote-bot";
