/** The votes of all emoji, by the leaderboard of the web on this port of this machine. */
export async function countVotes(webPort: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${webPort}/api/leaderboard`);
  const board = (await answer.json()) as { votes: string }[];
  return board.reduce((sum, { votes }) => sum + Number(votes), 0);
}
