package io.camelpurse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.PurseComponent;
import io.camelpurse.PurseConfiguration;
import io.camelpurse.PurseConstants;
import io.camelpurse.sandbox.PurseSandbox;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** A token that the sandbox has signed, to be checked by the component, or its signature alone. */
final class ShopperReturn implements AutoCloseable {

    private final PurseSandbox sandbox = PurseSandbox.start();
    private final CamelContext context = new DefaultCamelContext();
    private final Endpoint endpoint;
    private final AsyncProducer producer;
    private final String token;
    private final PublicKey key;
    private final byte[] signedContent;
    private final byte[] signature;

    ShopperReturn() throws Exception {
        PurseConfiguration configuration =
                context.getComponent("purse", PurseComponent.class).getConfiguration();
        configuration.setApiUrl(sandbox.apiUrl());
        configuration.setClientId(sandbox.account().clientId());
        configuration.setClientSecret(sandbox.account().clientSecret());
        configuration.setEntityId(sandbox.account().entityId());
        context.start();
        endpoint = context.getEndpoint("purse:verifyRedirection?outputType=node");
        producer = endpoint.createAsyncProducer();
        producer.start();
        token = sandbox.sign(Map.of(
                "client_session_id", "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                "payment_id", "9a14962c-bdcf-49d1-8673-e75dfb48013f",
                "authorization_status", "AUTHORIZED",
                "client_session_status", "SUBMITTED"));
        int dot = token.lastIndexOf('.');
        signedContent = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        JsonNode listed = context.createFluentProducerTemplate()
                .to("purse:getSigningKeys?outputType=node")
                .request(JsonNode.class);
        key = key(listed.path("keys").path(0));
        // Its keys are read in the background when it starts.
        context.createFluentProducerTemplate()
                .withHeader(PurseConstants.REDIRECTION_DATA, token)
                .to(endpoint)
                .request();
    }

    /** RS256 as the JCA checks it: what anybody has to do. */
    void checkSignature() throws GeneralSecurityException {
        Signature verification = Signature.getInstance("SHA256withRSA");
        verification.initVerify(key);
        verification.update(signedContent);
        if (!verification.verify(signature)) {
            throw new IllegalStateException("the sandbox has not signed the token with the key that it lists");
        }
    }

    /** The endpoint: from a message with a token to a message with the claims. */
    void verify() {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setHeader(PurseConstants.REDIRECTION_DATA, token);
        boolean done = producer.process(exchange, sync -> {});
        if (!done || exchange.getException() != null) {
            throw new IllegalStateException("the token was not verified at once", exchange.getException());
        }
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
        sandbox.close();
    }

    private static PublicKey key(JsonNode listed) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(listed.path("n")), number(listed.path("e"))));
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }
}
