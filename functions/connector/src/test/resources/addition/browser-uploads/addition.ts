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
