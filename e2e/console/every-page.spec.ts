import { sweep } from "../fixtures/every-page";
import { signInAs } from "../fixtures/sign-in";

sweep("console", {
  public: [],
  // An auditor reads everything; only the clock is for those who may move it.
  enter: (page, pattern) => signInAs(page, pattern === "/console/settings/clock" ? "omar" : "beth"),
});
