using Avatar.Runtime.CommandLine;

return await AvatarCommandLine.RunAsync(args);
