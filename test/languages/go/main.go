package main

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecr"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-safe-containers/cdk-safe-containers-go/cdksafecontainers"
)

const sha = "3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192"

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(&awscdk.AppProps{DefaultStackSynthesizer: cdksafecontainers.NewGitShaStackSynthesizer(nil)})

	repositories := awscdk.NewStack(app, jsii.String("Repositories"), nil)
	repository := cdksafecontainers.NewImmutableRepository(repositories, jsii.String("Orders"), &cdksafecontainers.ImmutableRepositoryProps{
		RepositoryName:   jsii.String("orders"),
		UntaggedImageAge: awscdk.Duration_Days(jsii.Number(7)),
	})

	addSafe(awscdk.NewStack(app, jsii.String("Safe"), nil), repository)
	addRaw(awscdk.NewStack(app, jsii.String("Raw"), nil))

	awscdk.Validations_Of(app).AddPlugins(cdksafecontainers.NewSafeContainersChecks(app, &cdksafecontainers.SafeContainersChecksProps{
		Rules: &map[string]cdksafecontainers.RuleLevel{
			"ImageLatestTag":       cdksafecontainers.RuleLevel_ERROR,
			"RepositoryWithoutKms": cdksafecontainers.RuleLevel_OFF,
		},
		GuidelinesOff:     &[]cdksafecontainers.Guideline{cdksafecontainers.Guideline_LOGS},
		TrustedRegistries: jsii.Strings("public.ecr.aws"),
	}))
	app.Synth(nil)
}

func addSafe(stack awscdk.Stack, repository awsecr.IRepository) {
	vpc := awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Vpc"), &awsec2.VpcAttributes{
		VpcId:             jsii.String("vpc-1"),
		AvailabilityZones: jsii.Strings("eu-west-1a", "eu-west-1b"),
		PrivateSubnetIds:  jsii.Strings("subnet-1", "subnet-2"),
	})
	cluster := awsecs.Cluster_FromClusterAttributes(stack, jsii.String("Cluster"), &awsecs.ClusterAttributes{
		ClusterName: jsii.String("cluster"),
		Vpc:         vpc,
	})
	service := cdksafecontainers.NewSafeFargateService(stack, jsii.String("Orders"), &cdksafecontainers.SafeFargateServiceProps{
		Cluster: cluster,
		Image: cdksafecontainers.GitShaImage_FromDirectory(jsii.String(os.Getenv("ORDERS")), &cdksafecontainers.GitShaImageFromDirectoryOptions{
			Repository: repository,
			File:       jsii.String("Dockerfile.safe"),
			Sha:        jsii.String(sha),
		}),
		ContainerPort: jsii.Number(8080),
		HealthCheck:   &awsecs.HealthCheck{Command: jsii.Strings("CMD", "node", "healthcheck.js")},
	})
	service.Connections().AllowFromAnyIpv4(awsec2.Port_Tcp(jsii.Number(8080)), nil)

	worker := cdksafecontainers.NewSafeFargateTaskDefinition(stack, jsii.String("Worker"), &cdksafecontainers.SafeFargateTaskDefinitionProps{
		Cpu:            jsii.Number(512),
		MemoryLimitMiB: jsii.Number(1024),
	})
	worker.AddContainer(jsii.String("worker"), &awsecs.ContainerDefinitionOptions{
		Image:       cdksafecontainers.GitShaImage_FromRepository(repository, &cdksafecontainers.GitShaImageFromRepositoryOptions{Sha: jsii.String(sha)}),
		StopTimeout: awscdk.Duration_Seconds(jsii.Number(60)),
	})
}

func addRaw(stack awscdk.Stack) {
	awsecr.NewRepository(stack, jsii.String("Repository"), nil)
	task := awsecs.NewFargateTaskDefinition(stack, jsii.String("Task"), nil)
	task.AddContainer(jsii.String("app"), &awsecs.ContainerDefinitionOptions{
		Image:   awsecs.ContainerImage_FromRegistry(jsii.String("nginx:latest"), nil),
		Command: jsii.Strings("sh", "-c", "npm install && node server.js"),
	})
	awscdk.Validations_Of(task).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("SafeContainers-ContainerWritableRootFilesystem"),
		Reason: jsii.String("it writes its pages when it starts"),
	})
}
