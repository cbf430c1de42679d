package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An account's users and policies that remember, with IAM's own refusals and the action of each
 * call.
 */
public final class InMemoryIam implements IamPort {
  private final List<String> actions = new ArrayList<>();
  private final Map<String, IamUser> users = new TreeMap<>();
  private final Map<String, Policy> policies = new TreeMap<>();
  private final Map<String, List<AttachedItem>> attachedItems = new HashMap<>();
  private final List<Given> given = new ArrayList<>();
  private boolean refusesToDeleteUsers;
  private int clock;

  /** A policy that the application has attached, as it and its user were at that moment. */
  public record Given(IamUser user, ManagedPolicy policy) {}

  private record Policy(
      Map<String, String> tags, LinkedHashMap<String, JsonNode> documents, String defaultVersion) {}

  @Override
  public IamState read(IamNames names) {
    actions.add("iam:GetUser");
    Optional<IamUser> user = user(names.userName());
    if (user.isPresent()) {
      actions.add("iam:ListAttachedUserPolicies");
    }
    Stream<String> attached =
        user.stream()
            .flatMap(it -> it.attachedPolicyArns().stream())
            .filter(arn -> arn.endsWith("/" + names.policyName()));
    return IamState.of(
        user,
        Stream.concat(attached, names.policyArns().stream())
            .distinct()
            .flatMap(arn -> read(arn).stream())
            .findFirst());
  }

  private Optional<ManagedPolicy> read(String arn) {
    actions.add("iam:GetPolicy");
    Optional<ManagedPolicy> policy = policy(arn);
    if (policy.isPresent()) {
      actions.add("iam:GetPolicyVersion");
    }
    return policy;
  }

  @Override
  public List<PolicyVersion> versions(String policyArn) {
    actions.add("iam:ListPolicyVersions");
    Policy policy = policies.get(policyArn);
    return policy.documents().keySet().stream()
        .map(id ->
            new PolicyVersion(
                id,
                Instant.ofEpochSecond(Integer.parseInt(id.substring(1))),
                id.equals(policy.defaultVersion())))
        .toList();
  }

  @Override
  public Optional<String> userNamed(String name) {
    actions.add("iam:ListUsers");
    return users.values().stream()
        .filter(user -> user.name().equalsIgnoreCase(name))
        .map(IamUser::arn)
        .findFirst();
  }

  @Override
  public Optional<String> policyNamed(String name) {
    actions.add("iam:ListPolicies");
    return policies.keySet().stream()
        .filter(arn -> arn.substring(arn.lastIndexOf('/') + 1).equalsIgnoreCase(name))
        .findFirst();
  }

  @Override
  public List<AttachedItem> attachedItems(String userName) {
    actions.addAll(
        List.of(
            "iam:ListAccessKeys",
            "iam:ListUserPolicies",
            "iam:ListGroupsForUser",
            "iam:GetLoginProfile",
            "iam:ListMFADevices",
            "iam:ListSigningCertificates",
            "iam:ListSSHPublicKeys",
            "iam:ListServiceSpecificCredentials"));
    return attachedItems.getOrDefault(userName, List.of());
  }

  @Override
  public List<AttachedItem> grants(String userName) {
    actions.addAll(List.of("iam:ListUserPolicies", "iam:ListGroupsForUser"));
    return attachedItems.getOrDefault(userName, List.of()).stream()
        .filter(item -> item.kind().grants())
        .toList();
  }

  @Override
  public IamArns apply(List<IamAction> all, IamArns expected) {
    all.forEach(this::apply);
    return expected;
  }

  private void apply(IamAction action) {
    actions.add("iam:" + action.getClass().getSimpleName());
    switch (action) {
      case IamAction.CreatePolicy it -> {
        actions.add("iam:TagPolicy");
        check(!policies.containsKey(it.arn()), "EntityAlreadyExists");
        putPolicy(it.arn(), it.mark().tags(), it.document());
      }
      case IamAction.CreateUser it -> {
        actions.add("iam:TagUser");
        check(!users.containsKey(it.name()), "EntityAlreadyExists");
        putUser(new IamUser(it.name(), it.arn(), it.mark().tags(), List.of()));
      }
      case IamAction.ReplacePolicy it -> {
        actions.removeLast();
        it.parts().forEach(this::apply);
      }
      case IamAction.DeletePolicyVersion it -> {
        Policy policy = policies.get(it.policyArn());
        check(!policy.defaultVersion().equals(it.versionId()), "DeleteConflict");
        policy.documents().remove(it.versionId());
      }
      case IamAction.DeletePolicy it -> {
        if (policies.containsKey(it.policyArn())) {
          free(it, policy(it.policyArn()).orElseThrow().uses() == 0);
          free(it, policies.get(it.policyArn()).documents().size() == 1);
          policies.remove(it.policyArn());
        }
      }
      case IamAction.DeleteUser it -> {
        if (users.containsKey(it.name())) {
          free(it, users.get(it.name()).attachedPolicyArns().isEmpty());
          free(it, !refusesToDeleteUsers);
          free(it, attachedItems.getOrDefault(it.name(), List.of()).isEmpty());
          users.remove(it.name());
        }
      }
      case IamAction.AttachUserPolicy it -> {
        given.add(new Given(users.get(it.userName()), policy(it.policyArn()).orElseThrow()));
        attach(it.userName(), it.policyArn());
      }
      case IamAction.DetachUserPolicy it -> detach(it.userName(), it.policyArn());
    }
  }

  private static void check(boolean holds, String code) {
    if (!holds) {
      throw new TryAgain(code);
    }
  }

  private static void free(IamAction action, boolean isFree) {
    if (!isFree) {
      throw new StillInUse(action, null);
    }
  }

  public void putUser(IamUser user) {
    users.put(user.name(), user);
  }

  public void putPolicy(String arn, Map<String, String> tags, JsonNode document) {
    policies.put(arn, new Policy(tags, new LinkedHashMap<>(), ""));
    addVersion(arn, document);
  }

  /** A new default version. */
  public void addVersion(String arn, JsonNode document) {
    Policy policy = policies.get(arn);
    String id = "v" + ++clock;
    policy.documents().put(id, document);
    policies.put(arn, new Policy(policy.tags(), policy.documents(), id));
  }

  public void tagPolicy(String arn, Map<String, String> tags) {
    policies.computeIfPresent(
        arn, (_, policy) -> new Policy(tags, policy.documents(), policy.defaultVersion()));
  }

  public void attach(String userName, String policyArn) {
    edit(
        userName,
        attached -> attached.addAll(attached.contains(policyArn) ? List.of() : List.of(policyArn)));
  }

  public void detach(String userName, String policyArn) {
    if (users.containsKey(userName)) {
      edit(userName, attached -> attached.remove(policyArn));
    }
  }

  private void edit(String userName, Consumer<List<String>> change) {
    IamUser user = users.get(userName);
    var attached = new ArrayList<>(user.attachedPolicyArns());
    change.accept(attached);
    putUser(new IamUser(user.name(), user.arn(), user.tags(), attached));
  }

  /** As IAM does while its copies still know of what was on the user. */
  public void refuseToDeleteUsers() {
    refusesToDeleteUsers = true;
  }

  public void removeUser(String name) {
    users.remove(name);
    attachedItems.remove(name);
  }

  public void removePolicy(String arn) {
    users.keySet().stream().toList().forEach(user -> detach(user, arn));
    policies.remove(arn);
  }

  public void give(String userName, List<AttachedItem> things) {
    attachedItems.put(userName, List.copyOf(things));
  }

  public Optional<IamUser> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  public Optional<ManagedPolicy> policy(String arn) {
    int uses = (int) users.values().stream().filter(user -> user.has(arn)).count();
    return Optional.ofNullable(policies.get(arn))
        .map(
            it -> new ManagedPolicy(arn, it.tags(), it.documents().get(it.defaultVersion()), uses));
  }

  /** All that the account has, to compare before and after. */
  public Map<String, Object> contents() {
    var contents = new TreeMap<String, Object>(users);
    policies.keySet().forEach(arn -> contents.put(arn, policy(arn).orElseThrow()));
    return contents;
  }

  public List<Given> given() {
    return List.copyOf(given);
  }

  public List<String> actions() {
    return List.copyOf(actions);
  }

  public List<String> writes() {
    return actions.stream().filter(action -> !action.matches("iam:(Get|List).*")).toList();
  }
}
