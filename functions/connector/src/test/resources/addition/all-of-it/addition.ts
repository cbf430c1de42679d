import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';

// First in the bucket's cors, since S3 answers with the first rule that matches.
export const icaCorsRules = [
  {
    id: "ICA",
    allowedHeaders: ["*"],
    allowedMethods: [s3.HttpMethods.HEAD, s3.HttpMethods.GET, s3.HttpMethods.PUT, s3.HttpMethods.POST, s3.HttpMethods.DELETE],
    allowedOrigins: ["https://ica.illumina.com"],
    exposedHeaders: ["ETag", "x-amz-meta-custom-header"],
  },
];

// For each: bucket.addToResourcePolicy(statement).
export const icaBucketPolicyStatements = [
  iam.PolicyStatement.fromJson({
    "Sid": "Allow cross account access",
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::079623148045:role/ica_use1_crossacct",
    },
    "Action": ["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload", "s3:GetObject"],
    "Resource": ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/runs/*"],
  }),
];

// Each in place of one of your statements: by its place in the bucket's policy as it is now, from 0.
export const icaBucketPolicyEdits = {
  1: iam.PolicyStatement.fromJson({
    "Sid": "Only ${our} \"people\" %{if} */ \n",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/home/${aws:username}/*", "arn:aws:s3:::lab-genomics/*"],
    "Condition": {
      "ArnNotLike": {
        "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/pipeline", "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics", "arn:aws:sts::111122223333:federated-user/ica-lab-genomics", "arn:aws:iam::079623148045:role/ica_use1_crossacct"],
      },
    },
  }),
};

// For each: key.addToResourcePolicy(statement).
export const icaKeyPolicyStatements = [
  iam.PolicyStatement.fromJson({
    "Sid": "ICA-2",
    "Effect": "Allow",
    "Principal": {
      "AWS": ["arn:aws:iam::079623148045:role/ica_use1_crossacct", "arn:aws:iam::111122223333:root"],
    },
    "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
    "Resource": "*",
    "Condition": {
      "StringEquals": {
        "kms:ViaService": "s3.us-east-1.amazonaws.com",
        "aws:PrincipalArn": ["arn:aws:iam::079623148045:role/ica_use1_crossacct", "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics", "arn:aws:sts::111122223333:federated-user/ica-lab-genomics"],
      },
      "StringLike": {
        "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/runs/*"],
      },
    },
  }),
];
