package icaconnect.cors;

import java.util.Set;

/** What a browser asks: from which page, with which method, with which headers. */
record CorsRequest(String origin, String method, Set<String> headers) {}
