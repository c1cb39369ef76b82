/**
 * Webhooks out, in the Standard Webhooks format: who is told of the trade, what is on its way, and what came
 * of every attempt. Door: {@link laotie.server.hooks.Hooks}.
 *
 * <p>Invariant: it reads facts and changes nothing of the trade. A receiver that is slow, dead or hostile
 * costs nobody but himself, and nothing is sent to an address inside.
 *
 * <pre>
 * endpoint hk_1 of host acc_7, order.* -> https://erp.example/laotie
 * message  msg_9 order.paid {"type":"order.paid",...}
 * delivery hk_1 msg_9 WAITING, 2 failures, due 20:20:06
 * attempt  hk_1 msg_9 2 TIMED_OUT 15000 ms
 * </pre>
 */
package laotie.server.hooks;
