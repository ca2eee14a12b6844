package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.AuthorizationStatus;
import io.camelpurse.sandbox.state.Problem;
import io.camelpurse.sandbox.state.ShopperActions;
import io.camelpurse.sandbox.state.Solution;
import io.camelpurse.sandbox.state.SplitPart;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages that a shopper pays on: behind payment links, client sessions, and payments that wait for their shopper.
 */
final class HostedPages {
    private final RunningSandbox sandbox;

    HostedPages(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    void mount(Router router) {
        for (String path : List.of("/payment-link/:id", "/entities/:entity/sessions/:id", "/payment-page/:id")) {
            router.get(path).handler(this::show);
            router.post(path).handler(context -> Bodies.read(context.request(), body -> act(context, body)));
        }
    }

    private void show(RoutingContext context) {
        String id = context.pathParam("id");
        Optional<ShopperActions.Offer> offer = offer(context);
        if (offer.isEmpty()) {
            notFound(context.response());
        } else if (offer.get().payable()) {
            form(offer.get()).send(context.response(), 200);
        } else if (context.request().path().startsWith("/payment-link/")) {
            new Html("This link cannot be paid")
                    .paragraph("status", "Status: " + offer.get().status())
                    .send(context.response(), 200);
        } else {
            sendBack(context.response(), id);
        }
    }

    private void act(RoutingContext context, Buffer body) {
        String id = context.pathParam("id");
        Optional<ShopperActions.Offer> offer = offer(context);
        if (offer.isEmpty()) {
            notFound(context.response());
            return;
        }
        try {
            act(id, offer.get(), form(body.toString()));
            sendBack(context.response(), id);
        } catch (Problem problem) {
            new Html("This cannot be done")
                    .element("p", problem.getMessage())
                    .send(context.response(), problem.status());
        }
    }

    private void act(String id, ShopperActions.Offer offer, Map<String, String> form) {
        switch (form.getOrDefault("action", "")) {
            case "pay" -> sandbox.ledger.shopper().submit(id, split(offer, form), AuthorizationStatus.AUTHORIZED);
            case "refuse" -> sandbox.ledger.shopper().submit(id, List.of(), AuthorizationStatus.REFUSED);
            case "cancel" -> sandbox.ledger.shopper().cancel(id);
            default -> throw Problem.of(400, "bad-request", "Bad request", "The action must be pay, refuse or cancel");
        }
    }

    private static List<SplitPart> split(ShopperActions.Offer offer, Map<String, String> form) {
        String giftCard = form.getOrDefault("gift_card", "").strip();
        if (giftCard.isEmpty()) {
            return List.of();
        }
        long amount;
        try {
            amount = Long.parseLong(giftCard);
        } catch (NumberFormatException e) {
            throw Problem.of(400, "bad-request", "Bad request", "The gift card's amount must be in minor units");
        }
        if (amount < 1 || amount > offer.amount()) {
            throw Problem.of(400, "bad-request", "Bad request", "The gift card pays between 1 and " + offer.amount());
        }
        SplitPart gift = new SplitPart(Solution.GIFT_CARD, amount);
        return amount == offer.amount()
                ? List.of(gift)
                : List.of(gift, new SplitPart(Solution.CARD, offer.amount() - amount));
    }

    private Optional<ShopperActions.Offer> offer(RoutingContext context) {
        String entity = context.pathParam("entity");
        return sandbox.ledger
                .shopper()
                .open(context.pathParam("id"))
                .filter(offer -> entity == null || entity.equals(offer.entityId()));
    }

    private void sendBack(HttpServerResponse response, String id) {
        String address = ReturnAddress.of(sandbox, sandbox.ledger.shopper().wayBack(id));
        if (address == null) {
            new Html("Done")
                    .element("p", "The merchant has named no page to go back to.")
                    .send(response, 200);
        } else {
            response.setStatusCode(303).putHeader("Location", address).end();
        }
    }

    private static Html form(ShopperActions.Offer offer) {
        return new Html("Pay your order")
                .paragraph("amount", money(offer.amount(), offer.currency()))
                .paragraph("order", "Order " + (offer.orderReference() == null ? "" : offer.orderReference()))
                .markup("<form method=\"post\">"
                        + "<p><label>Pay this part with a gift card (minor units): "
                        + "<input id=\"gift_card\" name=\"gift_card\" inputmode=\"numeric\"></label></p>"
                        + "<button id=\"pay\" name=\"action\" value=\"pay\">Pay</button>"
                        + "<button id=\"refuse\" name=\"action\" value=\"refuse\">Pay, but be declined</button>"
                        + "<button id=\"cancel\" name=\"action\" value=\"cancel\">Cancel</button></form>")
                .paragraph("hint", "This is a sandbox: no card is asked for and no money moves.");
    }

    private static String money(long amount, String currency) {
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        return BigDecimal.valueOf(amount, decimals).toPlainString() + " " + currency;
    }

    private static void notFound(HttpServerResponse response) {
        new Html("There is nothing to pay here").send(response, 404);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                try {
                    form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw Problem.of(400, "bad-request", "Bad request", "The form cannot be decoded");
                }
            }
        }
        return form;
    }
}
