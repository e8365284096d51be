import { sweep } from "../fixtures/every-page";

sweep("storefront", { public: ["/", "/pricing", "/terms", "/privacy", "/imprint"] });
