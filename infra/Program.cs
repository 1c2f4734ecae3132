using Avatar.Infra;
using Pulumi;

return await Deployment.RunAsync<AvatarStack>();
