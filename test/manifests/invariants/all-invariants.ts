import { environmentInvariants } from "./environment-invariants.ts";
import { imageInvariants } from "./image-invariants.ts";
import type { Invariants } from "./invariant.ts";
import { podSecurityInvariants } from "./pod-security-invariants.ts";
import { policyInvariants } from "./policy-invariants.ts";
import { portInvariants } from "./port-invariants.ts";
import { referenceInvariants } from "./reference-invariants.ts";
import { routeInvariants } from "./route-invariants.ts";
import { selectorInvariants } from "./selector-invariants.ts";

/** Whatever a kustomization of ours makes, it keeps to these. */
export const allInvariants: Invariants = {
  ...referenceInvariants,
  ...selectorInvariants,
  ...portInvariants,
  ...environmentInvariants,
  ...podSecurityInvariants,
  ...imageInvariants,
  ...routeInvariants,
  ...policyInvariants,
};
