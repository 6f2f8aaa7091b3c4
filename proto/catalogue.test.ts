import { expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { VoteRequest, VotingServiceDefinition } from "./gen/emojivoto/v1/Voting.ts";

test("every emoji has its own vote method and every vote method its emoji", () => {
  const methods = Object.entries(VotingServiceDefinition.methods)
    .filter(([, { requestType }]) => requestType === VoteRequest)
    .map(([name]) => name);
  expect(catalogue.map(({ voteMethod }) => voteMethod).toSorted()).toEqual(methods.toSorted());
});

test("`:relaxed:` alone is in no list", () => {
  expect(catalogue.filter(({ listed }) => !listed).map(({ shortcode }) => shortcode)).toEqual([":relaxed:"]);
});
