# A stack of one custom resource: CloudFormation asks the application to connect, and to take back exactly what it added.

locals {
  properties = {
    for name, value in {
      ServiceToken              = var.service_token
      ServiceTimeout            = var.service_timeout
      BucketName                = var.bucket_name
      Prefix                    = var.prefix
      IcaRegion                 = var.ica_region
      UserName                  = var.user_name
      PolicyName                = var.policy_name
      AllowedOrigins            = var.allowed_origins
      Permissions               = var.permissions
      CrossAccountCopy          = var.cross_account_copy
      CrossAccountRoleArn       = var.cross_account_role_arn
      DenyStatements            = var.deny_statements
      ExemptSids                = var.exempt_sids
      KeyAccess                 = var.key_access
      VerifyOnly                = var.verify_only
      AdoptExisting             = var.adopt_existing
      StorageCredentialName     = var.storage_credential_name
      StorageConfigurationName  = var.storage_configuration_name
      ShareStorageConfiguration = var.share_storage_configuration
      IcaApiKeySecretArn        = var.ica_api_key_secret_arn
      ExpectedPlan              = var.expected_plan
    } : name => value if value != null
  }
  attributes = ["UserName", "UserArn", "PolicyArn", "SecretArn", "AccessKeyId", "Region", "Status", "FindingsCount", "StorageCredentialId", "StorageConfigurationId", "IcaStatus"]
}

resource "aws_cloudformation_stack" "connection" {
  name = coalesce(var.stack_name, "ica-connection-${replace(var.bucket_name, ".", "-")}")
  tags = var.tags

  template_body = jsonencode({
    Resources = {
      Connection = {
        Type       = "Custom::IcaBucketConnection"
        Properties = local.properties
      }
    }
    Outputs = {
      for name in local.attributes : name => { Value = { "Fn::GetAtt" = ["Connection", name] } }
    }
  })

  # Another bucket is another name, and another stack: it is connected before this one is taken back. Under a name that is
  # given the stack stays, and CloudFormation does the same within it.
  lifecycle {
    create_before_destroy = true
  }

  timeouts {
    create = "65m"
    update = "65m"
    delete = "65m"
  }
}
