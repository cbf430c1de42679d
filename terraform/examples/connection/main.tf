# A bucket that Terraform makes and describes, connected and, on destroy, disconnected before it goes.

variable "connection_resource_arn" {
  description = "Output of the application's module or stack."
  type        = string
}

resource "aws_s3_bucket" "reads" {
  bucket = "lab-reads"
}

resource "aws_s3_bucket_ownership_controls" "reads" {
  bucket = aws_s3_bucket.reads.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

module "connection" {
  source = "../../modules/connection"

  service_token = var.connection_resource_arn
  bucket_name   = aws_s3_bucket.reads.bucket
  prefix        = "ica/"

  depends_on = [aws_s3_bucket_ownership_controls.reads]
}

output "secret_arn" {
  description = "Where the access key is."
  value       = module.connection.secret_arn
}
