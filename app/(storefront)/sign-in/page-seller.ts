import { publicContext } from "@/server/auth/request-context";
import { listSellers } from "@/server/sellers";

/** The company named at the foot of the page; its city without the postcode. */
export const pageSeller = async (): Promise<{ name: string; city: string }> => {
  const sellers = await listSellers(await publicContext());
  const seller = sellers.find(({ key }) => key === "ireland") ?? sellers[0];
  const [city = ""] = (seller?.city ?? "").split(",");
  return { name: seller?.legalName ?? "", city };
};
