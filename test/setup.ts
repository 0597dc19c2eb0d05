// CDK's own validation of CloudFormation properties costs far more than any test here. Where a test proves that a template is valid, it switches it on.
process.env.CDK_VALIDATION = 'false';
