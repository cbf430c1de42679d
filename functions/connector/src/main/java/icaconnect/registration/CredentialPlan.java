package icaconnect.registration;

/** What to do about the storage credential. */
public sealed interface CredentialPlan {
  /** It is there, ours, and holds the connection's key. */
  record Keep(String id) implements CredentialPlan {}

  record CreateCredential(String name) implements CredentialPlan {}

  /** It is there by this name, made by somebody else: it gets the connection's key. */
  record AdoptCredential(String id, String name) implements CredentialPlan {}

  /** It is ours, and holds another key or nobody knows which. */
  record UpdateSecrets(String id, String name) implements CredentialPlan {}
}
