import io.github.cdksafecontainers.GitShaImage;
import io.github.cdksafecontainers.GitShaImageFromDirectoryOptions;
import io.github.cdksafecontainers.GitShaImageFromRepositoryOptions;
import io.github.cdksafecontainers.GitShaStackSynthesizer;
import io.github.cdksafecontainers.Guideline;
import io.github.cdksafecontainers.ImmutableRepository;
import io.github.cdksafecontainers.RuleLevel;
import io.github.cdksafecontainers.SafeContainersChecks;
import io.github.cdksafecontainers.SafeFargateService;
import io.github.cdksafecontainers.SafeFargateTaskDefinition;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ClusterAttributes;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.ICluster;

public final class SafeContainersApp {
  private static final String SHA = "3f2c1ab94be9f5a6d7c8091a2b3c4d5e6f708192";

  public static void main(String[] args) {
    App app = App.Builder.create().defaultStackSynthesizer(new GitShaStackSynthesizer()).build();

    ImmutableRepository repository = ImmutableRepository.Builder.create(new Stack(app, "Repositories"), "Orders")
        .repositoryName("orders")
        .untaggedImageAge(Duration.days(7))
        .build();

    Stack safe = new Stack(app, "Safe");
    IVpc vpc = Vpc.fromVpcAttributes(safe, "Vpc", VpcAttributes.builder()
        .vpcId("vpc-1")
        .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
        .privateSubnetIds(List.of("subnet-1", "subnet-2"))
        .build());
    ICluster cluster = Cluster.fromClusterAttributes(safe, "Cluster", ClusterAttributes.builder().clusterName("cluster").vpc(vpc).build());
    SafeFargateService service = SafeFargateService.Builder.create(safe, "Orders")
        .cluster(cluster)
        .image(GitShaImage.fromDirectory(System.getenv("ORDERS"), GitShaImageFromDirectoryOptions.builder()
            .repository(repository)
            .file("Dockerfile.safe")
            .sha(SHA)
            .build()))
        .containerPort(8080)
        .healthCheck(HealthCheck.builder().command(List.of("CMD", "node", "healthcheck.js")).build())
        .build();
    service.getConnections().allowFromAnyIpv4(Port.tcp(8080));
    SafeFargateTaskDefinition worker = SafeFargateTaskDefinition.Builder.create(safe, "Worker").cpu(512).memoryLimitMiB(1024).build();
    worker.addContainer("worker", ContainerDefinitionOptions.builder()
        .image(GitShaImage.fromRepository(repository, GitShaImageFromRepositoryOptions.builder().sha(SHA).build()))
        .stopTimeout(Duration.seconds(60))
        .build());

    Stack raw = new Stack(app, "Raw");
    new Repository(raw, "Repository");
    FargateTaskDefinition task = new FargateTaskDefinition(raw, "Task");
    task.addContainer("app", ContainerDefinitionOptions.builder()
        .image(ContainerImage.fromRegistry("nginx:latest"))
        .command(List.of("sh", "-c", "npm install && node server.js"))
        .build());
    Validations.of(task).acknowledge(Acknowledgment.builder()
        .id("SafeContainers-ContainerWritableRootFilesystem")
        .reason("it writes its pages when it starts")
        .build());

    Validations.of(app).addPlugins(SafeContainersChecks.Builder.create(app)
        .rules(Map.of("ImageLatestTag", RuleLevel.ERROR, "RepositoryWithoutKms", RuleLevel.OFF))
        .guidelinesOff(List.of(Guideline.LOGS))
        .trustedRegistries(List.of("public.ecr.aws"))
        .build());
    app.synth();
  }
}
