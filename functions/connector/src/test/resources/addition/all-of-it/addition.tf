locals {
  # In aws_s3_bucket_cors_configuration, before your own rules, since S3 answers with the first that matches:
  #   dynamic "cors_rule" {
  #     for_each = local.ica_cors_rules
  #     content {
  #       id              = cors_rule.value.id
  #       allowed_headers = cors_rule.value.allowed_headers
  #       allowed_methods = cors_rule.value.allowed_methods
  #       allowed_origins = cors_rule.value.allowed_origins
  #       expose_headers  = cors_rule.value.expose_headers
  #     }
  #   }
  ica_cors_rules = [
    {
      id = "ICA"
      allowed_headers = ["*"]
      allowed_methods = ["HEAD", "GET", "PUT", "POST", "DELETE"]
      allowed_origins = ["https://ica.illumina.com"]
      expose_headers = ["ETag", "x-amz-meta-custom-header"]
    },
  ]
  # In aws_s3_bucket_policy: jsonencode({ Version = "2012-10-17", Statement = concat(YOURS, local.ica_bucket_policy_statements) });
  # in a data "aws_iam_policy_document": source_policy_documents = [jsonencode({ Version = "2012-10-17", Statement = local.ica_bucket_policy_statements })].
  ica_bucket_policy_statements = [
    {
      "Sid" = "Allow cross account access"
      "Effect" = "Allow"
      "Principal" = {
        "AWS" = "arn:aws:iam::079623148045:role/ica_use1_crossacct"
      }
      "Action" = ["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload", "s3:GetObject"]
      "Resource" = ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/runs/*"]
    },
  ]
  # Each in place of one of your statements: by its place in the bucket's policy as it is now, from 0.
  ica_bucket_policy_edits = {
    "1" = {
      "Sid" = "Only $${our} \"people\" %%{if} */ \n"
      "Effect" = "Deny"
      "Principal" = "*"
      "Action" = "s3:*"
      "Resource" = ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/home/$${aws:username}/*", "arn:aws:s3:::lab-genomics/*"]
      "Condition" = {
        "ArnNotLike" = {
          "aws:PrincipalArn" = ["arn:aws:iam::111122223333:role/pipeline", "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics", "arn:aws:sts::111122223333:federated-user/ica-lab-genomics", "arn:aws:iam::079623148045:role/ica_use1_crossacct"]
        }
      }
    }
  }
  # In the policy of the bucket's aws_kms_key, beside your own statements.
  ica_key_policy_statements = [
    {
      "Sid" = "ICA-2"
      "Effect" = "Allow"
      "Principal" = {
        "AWS" = ["arn:aws:iam::079623148045:role/ica_use1_crossacct", "arn:aws:iam::111122223333:root"]
      }
      "Action" = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
      "Resource" = "*"
      "Condition" = {
        "StringEquals" = {
          "kms:ViaService" = "s3.us-east-1.amazonaws.com"
          "aws:PrincipalArn" = ["arn:aws:iam::079623148045:role/ica_use1_crossacct", "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics", "arn:aws:sts::111122223333:federated-user/ica-lab-genomics"]
        }
        "StringLike" = {
          "kms:EncryptionContext:aws:s3:arn" = ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/runs/*"]
        }
      }
    },
  ]
}
