package icaconnect.registration;

import icaconnect.ica.AwsCredentials;

/** The connection's own key as its secret holds it now; prints without the secret part. */
public record ConnectionKey(String secretArn, AwsCredentials credentials) {}
