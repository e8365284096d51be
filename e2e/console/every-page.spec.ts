import { sweep } from "../fixtures/every-page";
import { signInAs } from "../fixtures/sign-in";

sweep("console", { public: [], enter: (page) => signInAs(page, "beth") });
