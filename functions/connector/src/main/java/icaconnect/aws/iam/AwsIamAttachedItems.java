package icaconnect.aws.iam;

import icaconnect.iam.AttachedItem;
import icaconnect.iam.AttachedItem.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;

/** Whatever hangs on a user; IAM has one call for each kind. */
record AwsIamAttachedItems(IamClient iam, String user) {
  List<AttachedItem> all() {
    return Stream.of(
            each(Kind.ACCESS_KEY, keys(), AccessKeyMetadata::accessKeyId),
            grants().stream(),
            loginProfile(),
            each(Kind.MFA_DEVICE, mfaDevices(), MFADevice::serialNumber),
            each(Kind.SIGNING_CERTIFICATE, certificates(), SigningCertificate::certificateId),
            each(Kind.SSH_PUBLIC_KEY, sshKeys(), SSHPublicKeyMetadata::sshPublicKeyId),
            each(
                Kind.SERVICE_SPECIFIC_CREDENTIAL,
                credentials(),
                ServiceSpecificCredentialMetadata::serviceSpecificCredentialId))
        .flatMap(attachedItems -> attachedItems)
        .toList();
  }

  /** Those by which the user may do more. */
  List<AttachedItem> grants() {
    return Stream.concat(
            each(Kind.INLINE_POLICY, inlinePolicies(), name -> name),
            each(Kind.GROUP, groups(), Group::groupName))
        .toList();
  }

  private Iterable<AccessKeyMetadata> keys() {
    return iam.listAccessKeysPaginator(request -> request.userName(user)).accessKeyMetadata();
  }

  private Iterable<String> inlinePolicies() {
    return iam.listUserPoliciesPaginator(request -> request.userName(user)).policyNames();
  }

  private Iterable<Group> groups() {
    return iam.listGroupsForUserPaginator(request -> request.userName(user)).groups();
  }

  private Stream<AttachedItem> loginProfile() {
    try {
      iam.getLoginProfile(request -> request.userName(user));
      return Stream.of(new AttachedItem(Kind.LOGIN_PROFILE, user));
    } catch (NoSuchEntityException e) {
      return Stream.empty();
    }
  }

  private Iterable<MFADevice> mfaDevices() {
    return iam.listMFADevicesPaginator(request -> request.userName(user)).mfaDevices();
  }

  private Iterable<SigningCertificate> certificates() {
    return iam.listSigningCertificatesPaginator(request -> request.userName(user)).certificates();
  }

  private Iterable<SSHPublicKeyMetadata> sshKeys() {
    return iam.listSSHPublicKeysPaginator(request -> request.userName(user)).sshPublicKeys();
  }

  private Iterable<ServiceSpecificCredentialMetadata> credentials() {
    return iam.listServiceSpecificCredentials(request -> request.userName(user))
        .serviceSpecificCredentials();
  }

  private static <T> Stream<AttachedItem> each(
      Kind kind, Iterable<T> things, Function<T, String> name) {
    return StreamSupport.stream(things.spliterator(), false)
        .map(thing -> new AttachedItem(kind, name.apply(thing)));
  }
}
