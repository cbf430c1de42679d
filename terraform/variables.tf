variable "release" {
  description = "Folder of a release, as `make release` builds it or as it was downloaded: template.yaml and the functions' artefact."
  type        = string
}

variable "artefact_bucket" {
  description = "Bucket in the provider's region that the template and the artefact are put into. CloudFormation and Lambda read them there with the caller's permissions."
  type        = string
}

variable "artefact_prefix" {
  description = "Folder in that bucket, with its last slash."
  type        = string
  default     = "ica-bucket-connect/"

  validation {
    condition     = can(regex("^([A-Za-z0-9_.-]+/)+$", var.artefact_prefix))
    error_message = "The folder must end with a slash and not begin with one."
  }
}

variable "bucket_name_pattern" {
  description = "Only buckets whose names match may be connected; bounds every role of the application. \"*\" stands for any characters."
  type        = string
}

variable "name" {
  description = "Name of the CloudFormation stack. The names of all functions begin with it."
  type        = string
  default     = "ica-connect"

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,43}$", var.name))
    error_message = "A stack's name has at most 44 characters here: letters, digits and hyphens."
  }
}

variable "parameters" {
  description = "Further parameters of the application by their names, such as AlarmTopicArn; docs/reference.md lists them."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setintersection(keys(var.parameters), ["BucketNamePattern", "CodeBucket", "CodeBucketOfRegion", "CodePrefix"])) == 0
    error_message = "BucketNamePattern, CodeBucket, CodeBucketOfRegion and CodePrefix are set by the module's own variables."
  }
}

variable "permissions_role_arn" {
  description = "Role that CloudFormation makes the resources with. Null: the caller's own permissions."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the stack, which CloudFormation puts on all that it makes."
  type        = map(string)
  default     = {}
}
