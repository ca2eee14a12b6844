package io.camelpurse.sandbox;

import io.camelpurse.sandbox.state.Return;

/** Puts the signed redirection data behind the merchant's address. */
final class ReturnAddress {
    private ReturnAddress() {}

    /** The whole address, or {@code null} where the merchant gave none. */
    static String of(RunningSandbox sandbox, Return back) {
        if (back.url() == null) {
            return null;
        }
        int hash = back.url().indexOf('#');
        String url = hash < 0 ? back.url() : back.url().substring(0, hash);
        String fragment = hash < 0 ? "" : back.url().substring(hash);
        String parameter = "purse-redirection-data=" + sandbox.signingKeys.sign(back);
        return url + (url.contains("?") ? "&" : "?") + parameter + fragment;
    }
}
