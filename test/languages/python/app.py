import os

from aws_cdk import Acknowledgment, App, Duration, Stack, Validations
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from cdk_safe_containers import (
    GitShaImage,
    GitShaStackSynthesizer,
    Guideline,
    ImmutableRepository,
    RuleLevel,
    SafeContainersChecks,
    SafeFargateService,
    SafeFargateTaskDefinition,
)

sha = "3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192"
app = App(default_stack_synthesizer=GitShaStackSynthesizer())

repository = ImmutableRepository(
    Stack(app, "Repositories"), "Orders", repository_name="orders", untagged_image_age=Duration.days(7)
)

safe = Stack(app, "Safe")
vpc = ec2.Vpc.from_vpc_attributes(
    safe,
    "Vpc",
    vpc_id="vpc-1",
    availability_zones=["eu-west-1a", "eu-west-1b"],
    private_subnet_ids=["subnet-1", "subnet-2"],
)
cluster = ecs.Cluster.from_cluster_attributes(safe, "Cluster", cluster_name="cluster", vpc=vpc)
service = SafeFargateService(
    safe,
    "Orders",
    cluster=cluster,
    image=GitShaImage.from_directory(os.environ["ORDERS"], repository=repository, file="Dockerfile.safe", sha=sha),
    container_port=8080,
    health_check=ecs.HealthCheck(command=["CMD", "node", "healthcheck.js"]),
)
service.connections.allow_from_any_ipv4(ec2.Port.tcp(8080))
worker = SafeFargateTaskDefinition(safe, "Worker", cpu=512, memory_limit_mib=1024)
worker.add_container("worker", image=GitShaImage.from_repository(repository, sha=sha), stop_timeout=Duration.seconds(60))

raw = Stack(app, "Raw")
ecr.Repository(raw, "Repository")
task = ecs.FargateTaskDefinition(raw, "Task")
task.add_container(
    "app",
    image=ecs.ContainerImage.from_registry("nginx:latest"),
    command=["sh", "-c", "npm install && node server.js"],
)
Validations.of(task).acknowledge(
    Acknowledgment(id="SafeContainers-ContainerWritableRootFilesystem", reason="it writes its pages when it starts")
)

Validations.of(app).add_plugins(
    SafeContainersChecks(
        app,
        rules={"ImageLatestTag": RuleLevel.ERROR, "RepositoryWithoutKms": RuleLevel.OFF},
        guidelines_off=[Guideline.LOGS],
        trusted_registries=["public.ecr.aws"],
    )
)
app.synth()
