export const revenueRecognized = "revenue/revenue.recognized";
