import { sweep } from "../fixtures/every-page";

sweep("storefront", { public: ["/", "/pricing", "/products/[slug]", "/terms", "/privacy", "/imprint"] });
