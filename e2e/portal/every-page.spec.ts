import { sweep } from "../fixtures/every-page";
import { signInAs } from "../fixtures/sign-in";

sweep("portal", { public: [], enter: (page) => signInAs(page, "mina") });
