package icaconnect.registration;

/** What to do about the storage credential. */
public sealed interface StorageCredentialPlan {
  /** It is there, ours, and holds the connection's key. */
  record Keep(String id) implements StorageCredentialPlan {}

  record CreateCredential(String name) implements StorageCredentialPlan {}

  /** It is there by this name, made by somebody else: it gets the connection's key. */
  record AdoptCredential(String id, String name) implements StorageCredentialPlan {}

  /** It is ours, and holds another key or nobody knows which. */
  record UpdateSecrets(String id, String name) implements StorageCredentialPlan {}
}
