export type LandingInput = {
  readonly isStaff: boolean;
  readonly isMember: boolean;
  readonly returnTo: string | null;
};

/** Back to where one came from, else to the rooms one has. */
export const chooseLanding = ({ isStaff, isMember, returnTo }: LandingInput): string => {
  if (returnTo) return returnTo;
  if (isStaff) return "/console";
  return isMember ? "/account" : "/";
};
