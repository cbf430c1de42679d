package icaconnect.rotation;

/**
 * A version of the connection's secret and the id of the access key in it; the key's secret half
 * stays out.
 */
public record KeyVersion(String versionId, String accessKeyId) {}
