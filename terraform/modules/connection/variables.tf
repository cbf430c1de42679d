variable "service_token" {
  description = "Output connection_resource_arn of the application in this account and region."
  type        = string
}

variable "stack_name" {
  description = "Name of the CloudFormation stack that declares the connection. Null: ica-connection- and the bucket's name, with hyphens for dots."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of that stack."
  type        = map(string)
  default     = {}
}

variable "service_timeout" {
  description = "Seconds that CloudFormation waits for an answer."
  type        = number
  default     = 3600

  validation {
    condition     = var.service_timeout >= 2760 && var.service_timeout <= 3600
    error_message = "A connect may take 2,760 seconds, and CloudFormation waits 3,600 at most."
  }
}

variable "bucket_name" {
  description = "The bucket to connect, which exists already. Another one is connected before this one is taken back."
  type        = string
}

variable "prefix" {
  description = "The folder that ICA may use; ends with a slash. Null: the whole bucket."
  type        = string
  default     = null

  validation {
    condition     = var.prefix == null || can(regex("^$|^[^/].*/$", var.prefix))
    error_message = "A prefix ends with a slash and does not begin with one."
  }
}

variable "ica_region" {
  description = "The ICA project's AWS region. Null: the bucket's; a bucket elsewhere is refused."
  type        = string
  default     = null
}

variable "user_name" {
  description = "The IAM user that ICA acts as, at most 32 characters. Null: from the bucket's name. Cannot be changed."
  type        = string
  default     = null
}

variable "policy_name" {
  description = "Its managed policy. Null: from the bucket's name. Cannot be changed."
  type        = string
  default     = null
}

variable "allowed_origins" {
  description = "Browser origins of the CORS rule. Null: ICA's."
  type        = list(string)
  default     = null
}

variable "permissions" {
  description = "documented or extended. Null: documented."
  type        = string
  default     = null

  validation {
    condition     = var.permissions == null || contains(["documented", "extended"], coalesce(var.permissions, "documented"))
    error_message = "documented or extended."
  }
}

variable "cross_account_copy" {
  description = "Lets ICA's role of the region copy objects in and out."
  type        = bool
  default     = null
}

variable "cross_account_role_arn" {
  description = "That role, where Illumina has not published it for the region."
  type        = string
  default     = null
}

variable "deny_statements" {
  description = "exempt or report: what to do with a Deny statement that would lock ICA out. Null: exempt."
  type        = string
  default     = null

  validation {
    condition     = var.deny_statements == null || contains(["exempt", "report"], coalesce(var.deny_statements, "exempt"))
    error_message = "exempt or report."
  }
}

variable "exempt_sids" {
  description = "Deny statements that guard more than who may, and shall be exempted all the same."
  type        = list(string)
  default     = null
}

variable "key_access" {
  description = "report, statement or grant: what to do where the policy of the bucket's key keeps ICA out. Null: report."
  type        = string
  default     = null

  validation {
    condition     = var.key_access == null || contains(["report", "statement", "grant"], coalesce(var.key_access, "report"))
    error_message = "report, statement or grant."
  }
}

variable "verify_only" {
  description = "Writes nothing to the bucket and its key, which are described in code: true where Terraform owns the bucket's policy or CORS rules."
  type        = bool
  default     = null
}

variable "adopt_existing" {
  description = "Use a user or policy made by hand that the application may adopt."
  type        = bool
  default     = null
}

variable "storage_credential_name" {
  description = "Name of the storage credential in ICA. Null: from the bucket's name."
  type        = string
  default     = null
}

variable "storage_configuration_name" {
  description = "Name of the storage configuration in ICA. Null: from the bucket's name."
  type        = string
  default     = null
}

variable "share_storage_configuration" {
  description = "Whether the configuration is shared with the tenant."
  type        = bool
  default     = null
}

variable "ica_api_key_secret_arn" {
  description = "Secret of the ICA API key, where it is not the application's."
  type        = string
  default     = null
}

variable "expected_plan" {
  description = "What a plan answered as expectedPlan: exactly that is written, or nothing."
  type        = string
  default     = null
}
